/** The kernels of assignment on memory of their own. */
import { compiledKernels } from '../../kernels/compile.ts';
import { KernelMemory } from '../../kernels/memory.ts';
import type { PlacedPoints } from './costs.ts';

/** Exports of kernels/assembly/assignment.ts. Places in memory are byte offsets; a grid is row-major outside. */
export interface AssignmentKernels {
  lay(base: number, points: number, columns: number, rows: number): number;
  placesAcross(): number;
  placesDown(): number;
  start(): void;
  startFrom(records: number, across: number, down: number): void;
  startAt(prices: number): void;
  beginPhase(epsilon: number): void;
  bid(bids: number): number;
  beginPaths(): void;
  seat(steps: number): number;
  stillWaiting(): number;
  handDown(records: number): void;
  finish(seats: number, prices: number): void;
  sumOfLeast(seats: number, start: number, end: number): number;
  offersTo(point: number, most: number, into: number): number;
}

interface AssignmentWorkshop {
  kernels: AssignmentKernels;
  memory: KernelMemory;
  /** Lays out an assignment where the last one was and writes the places of its points. Arrays taken before stay. */
  open(points: PlacedPoints): void;
}

/** Memory grows with the number of points and cells, some 500 bytes each; it is freed with the workshop. */
export async function assignmentWorkshop(): Promise<AssignmentWorkshop> {
  const module = await compiledKernels(new URL('../../kernels/assembly/assignment.ts', import.meta.url));
  const memory = new KernelMemory();
  const instance = new WebAssembly.Instance(module, { env: { memory: memory.memory } });
  const kernels = instance.exports as unknown as AssignmentKernels;
  let former: number | undefined;
  return {
    kernels,
    memory,
    open({ x, y, columns, rows }) {
      if (former !== undefined) memory.release(former);
      former = memory.mark();
      memory.bytes(kernels.lay(former, x.length, columns, rows) - former);
      new Float64Array(memory.memory.buffer, kernels.placesAcross(), x.length).set(x);
      new Float64Array(memory.memory.buffer, kernels.placesDown(), y.length).set(y);
    },
  };
}
