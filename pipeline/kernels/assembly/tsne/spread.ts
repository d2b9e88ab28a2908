/** From points to a grid. */
import { firstWeights, lastWeights } from './spline.ts';

/**
 * Spreads the points of share `part` of `parts` over the part's own grid of `side` lines of `stride` values, which is cleared
 * first. A point's place on the grid is (y − origin) · `density`, its weights are the B-spline's.
 */
export function spread(
  part: i32, parts: i32, points: i32, map: usize, originX: f32, originY: f32, density: f32, side: i32, stride: i32, grids: usize,
): void {
  const line = <usize>stride << 2;
  const grid = grids + <usize>part * <usize>side * line;
  memory.fill(grid, 0, <usize>side * line);
  const share = (points + parts - 1) / parts;
  const end = min((part + 1) * share, points);
  for (let point = part * share; point < end; point += 1) {
    const here = map + (<usize>point << 3);
    const x = (load<f32>(here) - originX) * density;
    const y = (load<f32>(here, 4) - originY) * density;
    const column = <i32>x;
    const row = <i32>y;
    const first = firstWeights(x - <f32>column);
    const last = lastWeights(x - <f32>column);
    const down = firstWeights(y - <f32>row);
    const downLast = lastWeights(y - <f32>row);
    const to = grid + <usize>(row - 2) * line + (<usize>(column - 2) << 2);
    add(to, f32x4.extract_lane(down, 0), first, last);
    add(to + line, f32x4.extract_lane(down, 1), first, last);
    add(to + 2 * line, f32x4.extract_lane(down, 2), first, last);
    add(to + 3 * line, f32x4.extract_lane(down, 3), first, last);
    add(to + 4 * line, f32x4.extract_lane(downLast, 0), first, last);
    add(to + 5 * line, f32x4.extract_lane(downLast, 1), first, last);
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function add(to: usize, weight: f32, first: v128, last: v128): void {
  const weights = f32x4.splat(weight);
  v128.store(to, f32x4.relaxed_madd(weights, first, v128.load(to)));
  v128.store64_lane(to, f32x4.relaxed_madd(weights, last, v128.load64_zero(to, 16)), 0, 16);
}
