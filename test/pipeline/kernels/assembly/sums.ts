/** A small kernel for the tests of compiling and of the team. */
import { PART } from './part.ts';

/** Writes the sum of the squares of PART floats at `values` to the part's place in `sums`. */
export function squares(part: i32, values: usize, sums: usize): void {
  let sum = f32x4.splat(0);
  const start = values + ((<usize>part * PART) << 2);
  for (let at = start; at < start + (PART << 2); at += 16) {
    const here = v128.load(at);
    sum = f32x4.add(sum, f32x4.mul(here, here));
  }
  store<f32>(sums + (<usize>part << 2),
    (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)));
}

/** Traps in the third part. */
export function trap(part: i32): void {
  if (part === 2) unreachable();
}
