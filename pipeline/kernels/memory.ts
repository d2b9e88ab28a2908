/** Memory that kernels on all threads share: one growing block, handed out from the bottom up. */
import { Problem } from '../ground/problem.ts';

const PAGE = 65536;
/** WebAssembly's 32-bit addresses end at 4 GiB. */
const MOST_PAGES = 65536;
export const MOST_BYTES = MOST_PAGES * PAGE;
/** So that every array starts on a cache line of its own, and no two threads write to the same one. */
const ALIGNMENT = 64;

/**
 * An arena. Arrays live until the arena itself is dropped or `release` goes back to a `mark` from before them. The place
 * of an array, which kernels are told, is its `byteOffset`. New arrays hold zeros only where nothing was released before.
 * Throws a Problem where an array does not fit any more.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  // The first page is the module's: tables of its mathematics lie there. A memory serves the kernels of one module.
  private top = PAGE;

  constructor() {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  }

  bytes(count: number): Uint8Array<SharedArrayBuffer> {
    return new Uint8Array(this.buffer(count), this.take(count), count);
  }

  integers(count: number): Int32Array<SharedArrayBuffer> {
    return new Int32Array(this.buffer(4 * count), this.take(4 * count), count);
  }

  floats(count: number): Float32Array<SharedArrayBuffer> {
    return new Float32Array(this.buffer(4 * count), this.take(4 * count), count);
  }

  doubles(count: number): Float64Array<SharedArrayBuffer> {
    return new Float64Array(this.buffer(8 * count), this.take(8 * count), count);
  }

  /** The present end, for `release`. */
  mark(): number {
    return this.top;
  }

  /** Gives back everything that was taken since `mark`. */
  release(mark: number): void {
    this.top = mark;
  }

  private take(bytes: number): number {
    const start = this.top;
    this.top = Math.ceil((start + bytes) / ALIGNMENT) * ALIGNMENT;
    return start;
  }

  /** The buffer, large enough for `bytes` more. */
  private buffer(bytes: number): SharedArrayBuffer {
    const wanted = Math.ceil((this.top + bytes + ALIGNMENT) / PAGE);
    if (wanted > MOST_PAGES) {
      throw new Problem('This step needs more than 4 GiB of memory, the most that it can have; choose fewer pictures, or a lower “perplexity” of “tsne” where a map is made.');
    }
    const missing = wanted - this.memory.buffer.byteLength / PAGE;
    if (missing > 0) this.memory.grow(missing);
    return this.memory.buffer as unknown as SharedArrayBuffer;
  }
}
