/** Sums over the lanes of a vector. */

// @ts-expect-error: a decorator of AssemblyScript
@inline
export function sumOfLanes(lanes: v128): f32 {
  return (f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1)) + (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
}
