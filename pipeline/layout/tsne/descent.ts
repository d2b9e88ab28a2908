/** Gradient descent with momentum and gains: from a first map to the finished one. */
import type { KernelMemory } from '../../kernels/memory.ts';
import type { JointProbabilities } from './joint.ts';
import { rowParts, type Workshop } from './kernels.ts';

/** The push of all points on each other, in one of several ways. */
export interface Repulsion {
  /** Arrays of forces, one after the other, that have to be summed: for each, x of all points (padded) and then y. */
  forces: Float32Array<SharedArrayBuffer>;
  arrays: number;
  /** Fills `forces` for a map within `bounds` and returns Z = Σ 1 / (1 + |y_i − y_j|²) over all ordered pairs. */
  push(map: Float32Array<SharedArrayBuffer>, bounds: Bounds): number;
}

/** The box around a map. */
export interface Bounds {
  lowX: number;
  lowY: number;
  highX: number;
  highY: number;
}

interface Schedule {
  iterations: number;
  /** Iterations at the start in which attraction is exaggerated. */
  exaggerated: number;
  /** The factor of that exaggeration. */
  exaggeration: number;
  learningRate: number;
}

/** Up to this many points find their groups in fewer exaggerated iterations, and use the others better without. */
const FEW = 500;

/**
 * Early exaggeration 12 for the first quarter, at most 250 iterations: Belkina et al., Nature Communications 10 (2019), and
 * their learning rate n / 12. (The gradient carries its factor of 4 here; their n / 12 is written for one that does too.)
 * At most 100 where points are few, which ends lower.
 */
export function usualSchedule(count: number, iterations: number): Schedule {
  const most = count <= FEW ? 100 : 250;
  return { iterations, exaggerated: Math.min(most, Math.floor(iterations / 4)), exaggeration: 12, learningRate: count / 12 };
}

/** Number of points, filled up to a multiple of four. */
export const paddedCount = (points: number): number => Math.ceil(points / 4) * 4;

/** So far away, and so far apart, that points there push nobody; their squared distance is still a number in single precision. */
const NOWHERE = 1e18;

/**
 * Goes down the gradient from a map, over and over: its memory is taken once. Momentum 0.5, from the end of exaggeration 0.8,
 * when velocities and gains begin anew.
 */
export class Descent {
  private readonly workshop: Workshop;
  private readonly joint: JointProbabilities;
  private readonly repulsion: Repulsion;
  private readonly maps: [Float32Array<SharedArrayBuffer>, Float32Array<SharedArrayBuffer>];
  private readonly velocities: Float32Array<SharedArrayBuffer>;
  private readonly gains: Float32Array<SharedArrayBuffer>;
  private readonly bounds: Float32Array<SharedArrayBuffer>;

  constructor(workshop: Workshop, joint: JointProbabilities, repulsion: Repulsion) {
    const { memory } = workshop;
    this.workshop = workshop;
    this.joint = joint;
    this.repulsion = repulsion;
    this.maps = [Descent.room(memory, joint.rows), Descent.room(memory, joint.rows)];
    this.velocities = memory.floats(2 * joint.rows);
    this.gains = memory.floats(2 * joint.rows);
    this.bounds = memory.floats(4 * rowParts(joint.rows).parts);
  }

  /** Room for a map of so many points. Those that only fill up the last group of four are nowhere. */
  static room(memory: KernelMemory, points: number): Float32Array<SharedArrayBuffer> {
    const room = memory.floats(2 * paddedCount(points));
    for (let at = 2 * points; at < room.length; at += 1) room[at] = NOWHERE * (1 + Math.floor(at / 2) - points);
    return room;
  }

  /**
   * The map that `start` (interleaved) becomes; it lies in this descent's memory and is overwritten by the next. `afterStep` is
   * called after every iteration.
   */
  async from(start: Float32Array | Float64Array, schedule: Schedule, afterStep: (done: number) => Promise<void>): Promise<Float32Array<SharedArrayBuffer>> {
    let [map, next] = this.maps;
    map.set(start);
    let bounds = boundsOf(start);
    this.velocities.fill(0);
    this.gains.fill(1);
    for (let iteration = 0; iteration < schedule.iterations; iteration += 1) {
      const early = iteration < schedule.exaggerated;
      if (iteration === schedule.exaggerated) {
        this.velocities.fill(0);
        this.gains.fill(1);
      }
      const z = this.repulsion.push(map, bounds);
      bounds = this.step(map, next, z, early ? schedule.exaggeration : 1, schedule.learningRate, early ? 0.5 : 0.8);
      [map, next] = [next, map];
      await afterStep(iteration + 1);
    }
    return map.subarray(0, 2 * this.joint.rows);
  }

  private step(map: Float32Array, next: Float32Array, z: number, exaggeration: number, rate: number, momentum: number): Bounds {
    const { joint, repulsion, bounds } = this;
    const { parts, count } = rowParts(joint.rows);
    this.workshop.team.run('step', parts, count, joint.rows, paddedCount(joint.rows), map.byteOffset, next.byteOffset,
      this.velocities.byteOffset, this.gains.byteOffset, joint.rowStarts.byteOffset, joint.columns.byteOffset, joint.values.byteOffset,
      repulsion.forces.byteOffset, repulsion.arrays, exaggeration, 1 / z, rate, momentum, bounds.byteOffset);
    const box: Bounds = { lowX: Infinity, lowY: Infinity, highX: -Infinity, highY: -Infinity };
    for (let at = 0; at < 4 * parts; at += 4) {
      box.lowX = Math.min(box.lowX, bounds[at]!);
      box.lowY = Math.min(box.lowY, bounds[at + 1]!);
      box.highX = Math.max(box.highX, bounds[at + 2]!);
      box.highY = Math.max(box.highY, bounds[at + 3]!);
    }
    return box;
  }
}

/** The box around a map, interleaved. */
export function boundsOf(map: ArrayLike<number>): Bounds {
  const box: Bounds = { lowX: Infinity, lowY: Infinity, highX: -Infinity, highY: -Infinity };
  for (let at = 0; at < map.length; at += 2) {
    box.lowX = Math.min(box.lowX, map[at]!);
    box.lowY = Math.min(box.lowY, map[at + 1]!);
    box.highX = Math.max(box.highX, map[at]!);
    box.highY = Math.max(box.highY, map[at + 1]!);
  }
  return box;
}
