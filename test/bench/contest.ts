/** Lets several processes work in turns, so that what disturbs the machine disturbs all of them alike. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Contestant {
  name: string;
  /** Program and arguments. It says `ready` on a line, then answers `steps <n>` and `memory`; see `train/contestant.ts`. */
  command: readonly [string, ...string[]];
  environment?: Record<string, string>;
}

export type Outcome = { name: string } & (
  | {
    /** Median milliseconds of a step in each round. */
    rounds: number[];
    /** Peak memory of the process, MB. */
    memory: number;
  }
  | { missing: string }
);

/**
 * Each contestant in turn does steps for about `turn` milliseconds (at least one), `rounds` times or, where they are slow, until `patience`
 * milliseconds have gone by, but three times at least. Of a contestant that cannot start or
 * breaks down, `missing` is the last line it wrote to its error output.
 */
export async function contest(contestants: readonly Contestant[], { rounds, turn, patience }: { rounds: number; turn: number; patience: number }): Promise<Outcome[]> {
  const players = contestants.map((contestant) => ({ name: contestant.name, player: new Player(contestant), medians: [] as number[] }));
  for (const { player } of players) await player.ready();
  const started = performance.now();
  for (let round = 0; round < rounds && (round < 3 || performance.now() - started < patience); round += 1) {
    for (const { player, medians } of players) {
      const steps = Math.max(1, Math.round(turn / (medians.at(-1) ?? turn)));
      const times = await player.ask<number[]>(`steps ${steps}`);
      if (times) medians.push(median(times));
    }
  }
  const outcomes: Outcome[] = [];
  for (const { name, player, medians } of players) {
    const memory = await player.ask<number>('memory');
    outcomes.push(memory === null ? { name, missing: player.complaint } : { name, rounds: medians, memory });
    await player.leave();
  }
  return outcomes;
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

class Player {
  private readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private gone = false;
  complaint = 'it ended without a word';

  constructor({ command: [program, ...words], environment }: Contestant) {
    this.process = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    this.process.once('error', (error) => { this.complaint = error.message; this.gone = true; });
    this.process.once('exit', () => { this.gone = true; });
    this.process.stdin!.on('error', () => { this.gone = true; });
    createInterface({ input: this.process.stderr! }).on('line', (line) => { if (line.trim()) this.complaint = line.trim(); });
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
  }

  async ready(): Promise<void> {
    while (!this.gone) {
      const { value, done } = await this.lines.next();
      if (done || value === 'ready') return;
    }
  }

  /** The answer, or null where the process has ended. */
  async ask<Answer>(question: string): Promise<Answer | null> {
    if (this.gone) return null;
    this.process.stdin!.write(`${question}\n`);
    const { value, done } = await this.lines.next();
    return done ? null : JSON.parse(value) as Answer;
  }

  async leave(): Promise<void> {
    if (this.gone) return;
    this.process.stdin!.end();
    await once(this.process, 'exit');
  }
}
