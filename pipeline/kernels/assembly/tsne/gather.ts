/** From a grid to points. */
import { sumOfLanes } from './lanes.ts';
import { firstSlopes, firstWeights, lastSlopes, lastWeights } from './spline.ts';

/**
 * Reads the potential φ(y) = Σ 1 / (1 + |y − y_j|²) at `count` points from part · `count`: writes −½∇φ, which is the push on
 * each point, to `forces` (all x of `padded` points, then all y), and the sum of φ to `sums`[part].
 */
export function gather(
  part: i32, count: i32, points: i32, padded: i32, map: usize, originX: f32, originY: f32, density: f32, stride: i32, grid: usize,
  forces: usize, sums: usize,
): void {
  const line = <usize>stride << 2;
  const axis = <usize>padded << 2;
  const share: f32 = -0.5 * density;
  let sum: f64 = 0;
  const end = min((part + 1) * count, points);
  for (let point = part * count; point < end; point += 1) {
    const here = map + (<usize>point << 3);
    const x = (load<f32>(here) - originX) * density;
    const y = (load<f32>(here, 4) - originY) * density;
    const column = <i32>x;
    const row = <i32>y;
    const u = x - <f32>column;
    const v = y - <f32>row;
    const from = grid + <usize>(row - 2) * line + (<usize>(column - 2) << 2);
    const down = firstWeights(v), downLast = lastWeights(v);
    const slope = firstSlopes(v), slopeLast = lastSlopes(v);
    const values = down6(down, downLast, from, line), valuesLast = down6(down, downLast, from + 16, line);
    const slopes = down6(slope, slopeLast, from, line), slopesLast = down6(slope, slopeLast, from + 16, line);
    const across = firstWeights(u), acrossLast = lastWeights(u);
    sum += <f64>product(values, valuesLast, across, acrossLast);
    const force = forces + (<usize>point << 2);
    store<f32>(force, share * product(values, valuesLast, firstSlopes(u), lastSlopes(u)));
    store<f32>(force + axis, share * product(slopes, slopesLast, across, acrossLast));
  }
  store<f64>(sums + (<usize>part << 3), sum);
}

/** Four columns of six lines, combined down the lines. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function down6(first: v128, last: v128, from: usize, line: usize): v128 {
  let sum = f32x4.mul(f32x4.splat(f32x4.extract_lane(first, 0)), v128.load(from));
  sum = f32x4.relaxed_madd(f32x4.splat(f32x4.extract_lane(first, 1)), v128.load(from + line), sum);
  sum = f32x4.relaxed_madd(f32x4.splat(f32x4.extract_lane(first, 2)), v128.load(from + 2 * line), sum);
  sum = f32x4.relaxed_madd(f32x4.splat(f32x4.extract_lane(first, 3)), v128.load(from + 3 * line), sum);
  sum = f32x4.relaxed_madd(f32x4.splat(f32x4.extract_lane(last, 0)), v128.load(from + 4 * line), sum);
  return f32x4.relaxed_madd(f32x4.splat(f32x4.extract_lane(last, 1)), v128.load(from + 5 * line), sum);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function product(first: v128, last: v128, byFirst: v128, byLast: v128): f32 {
  return sumOfLanes(f32x4.relaxed_madd(last, byLast, f32x4.mul(first, byFirst)));
}
