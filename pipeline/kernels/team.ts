/** A team of threads that runs kernels on shared memory: the calling thread and its helpers. */
import { Worker } from 'node:worker_threads';
import { awaitParts, BOARD_WORDS, claimParts, MOST_ARGUMENTS, MOST_PARTS, post, type Board, type Kernel } from './board.ts';
import type { KernelMemory } from './memory.ts';

export interface ToHelper {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Places of the board in the memory. */
  board: { words: number; arguments: number };
  /** 1, 2, … */
  thread: number;
}

/** The exports of a module: functions of a part's number and further numbers (lengths, places in memory). */
type Kernels<Names> = { [Name in keyof Names]: (part: number, ...rest: number[]) => void };

type ArgumentsOf<Function> = Function extends (part: number, ...rest: infer Rest) => void ? Rest : never;

/**
 * Kernels are cut into parts; threads take the next part that is left until none is. Which thread does a part is left to
 * chance, so a part must write only what no other part of the same call writes: then the result never depends on the
 * number of threads.
 */
export class Team<Names extends Kernels<Names>> {
  /** All of them, the calling one included. */
  readonly threads: number;
  private readonly board: Board;
  private readonly kernels: readonly Kernel[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly helpers: readonly Worker[];

  /** With 1 in `threads` no other is started. Threads that are still starting are not waited for. */
  constructor(module: WebAssembly.Module, memory: KernelMemory, threads: number) {
    const names = kernelNames(module);
    const { exports } = new WebAssembly.Instance(module, { env: { memory: memory.memory, thread: 0 } });
    this.kernels = names.map((name) => exports[name] as Kernel);
    this.numbers = new Map(names.map((name, number) => [name, number]));
    this.board = { words: memory.integers(BOARD_WORDS), arguments: memory.doubles(MOST_ARGUMENTS) };
    const board = { words: this.board.words.byteOffset, arguments: this.board.arguments.byteOffset };
    this.threads = threads;
    this.helpers = Array.from({ length: threads - 1 }, (_, index) => {
      const workerData: ToHelper = { module, memory: memory.memory, board, thread: index + 1 };
      const helper = new Worker(new URL('./helper.ts', import.meta.url), { workerData });
      helper.unref();
      return helper;
    });
  }

  /** Runs parts 0 … parts − 1 of a kernel on all threads, this one too, and returns when all are done. Throws where a part trapped. */
  run<Name extends keyof Names & string>(name: Name, parts: number, ...rest: ArgumentsOf<Names[Name]>): void {
    const number = this.numbers.get(name);
    if (number === undefined) throw new RangeError(`the kernels have no “${name}”`);
    if (rest.length > MOST_ARGUMENTS || parts > MOST_PARTS) throw new RangeError(`${name}: ${parts} parts with ${rest.length} arguments are more than a call can have`);
    if (this.helpers.length === 0 || parts < 2) {
      for (let part = 0; part < parts; part += 1) this.kernels[number]!(part, ...rest);
      return;
    }
    post(this.board, number, parts, rest);
    claimParts(this.board, this.kernels);
    awaitParts(this.board, name);
  }

  /** Ends the helpers. The team cannot run anything afterwards. */
  async close(): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.terminate()));
  }
}

/** The module's functions, in an order that is the same on every thread. */
export function kernelNames(module: WebAssembly.Module): string[] {
  return WebAssembly.Module.exports(module).filter(({ kind }) => kind === 'function').map(({ name }) => name).sort();
}
