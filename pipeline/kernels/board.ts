/**
 * The notice board of a team: a few words of shared memory on which the calling thread posts a kernel cut into parts, and
 * from which every thread claims one part after the other.
 */

export type Kernel = (part: number, ...rest: number[]) => void;

export interface Board {
  /** BOARD_WORDS integers. */
  words: Int32Array<SharedArrayBuffer>;
  /** MOST_ARGUMENTS numbers. */
  arguments: Float64Array<SharedArrayBuffer>;
}

/**
 * The number of the call in the high bits, parts still to be claimed in the low ones. As both change in one atomic step,
 * a thread that was held up can never claim a part of a later call with the arguments of an earlier one.
 */
const CLAIM = 0;
const PART_BITS = 12;
const PART_MASK = (1 << PART_BITS) - 1;
/** Parts not yet done; on a cache line of its own, as are the rest, which are only read while a call runs. */
const PENDING = 16;
const KERNEL = 32;
const ARGUMENT_COUNT = 33;
const FAILED = 34;

export const BOARD_WORDS = 48;
export const MOST_ARGUMENTS = 24;
export const MOST_PARTS = PART_MASK;

/** Looks before a thread goes to sleep: some ten microseconds, about as long as waking it takes. */
const LOOKS = 10_000;

/** Posts a call. All parts of the one before must be done. */
export function post({ words, arguments: places }: Board, kernel: number, parts: number, rest: readonly number[]): void {
  places.set(rest);
  words[KERNEL] = kernel;
  words[ARGUMENT_COUNT] = rest.length;
  words[PENDING] = parts;
  const call = (Atomics.load(words, CLAIM) >>> PART_BITS) + 1;
  Atomics.store(words, CLAIM, (call << PART_BITS) | parts);
  Atomics.notify(words, CLAIM);
}

/** Does parts of what is posted until none is left to claim. Returns what the board then says, for `awaitCall`. */
export function claimParts({ words, arguments: places }: Board, kernels: readonly Kernel[]): number {
  for (;;) {
    const claim = Atomics.load(words, CLAIM);
    const left = claim & PART_MASK;
    if (left === 0) return claim;
    const kernel = kernels[words[KERNEL]!]!;
    const rest = places.slice(0, words[ARGUMENT_COUNT]);
    if (Atomics.compareExchange(words, CLAIM, claim, claim - 1) !== claim) continue;
    try {
      kernel(left - 1, ...rest);
    } catch {
      Atomics.store(words, FAILED, 1);
    }
    if (Atomics.sub(words, PENDING, 1) === 1) Atomics.notify(words, PENDING);
  }
}

/** Blocks until something new is posted. */
export function awaitCall({ words }: Board, seen: number): void {
  for (let look = 0; look < LOOKS; look += 1) if (Atomics.load(words, CLAIM) !== seen) return;
  Atomics.wait(words, CLAIM, seen);
}

/** Blocks until all parts are done. Throws where one of them trapped, on whichever thread. */
export function awaitParts({ words }: Board, name: string): void {
  for (let look = 0; look < LOOKS && Atomics.load(words, PENDING) !== 0; look += 1);
  for (let pending = Atomics.load(words, PENDING); pending !== 0; pending = Atomics.load(words, PENDING)) Atomics.wait(words, PENDING, pending);
  if (Atomics.exchange(words, FAILED, 0) === 1) throw new Error(`the kernel “${name}” failed`);
}
