/** The pull of the neighbours: a product of the sparse matrix with the map. */
import { sumOfLanes } from './lanes.ts';

/**
 * Σ_j p(i,j) (y_i − y_j) / (1 + |y_i − y_j|²) over the entries of one row, four at a time. Van der Maaten (2014), F_attr.
 * Returns x in lane 0 and y in lane 1.
 */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function attraction(map: usize, row: i32, rowStarts: usize, columns: usize, joint: usize): v128 {
  const one = f32x4.splat(1);
  const here = map + (<usize>row << 3);
  const x = v128.load_splat<f32>(here);
  const y = v128.load_splat<f32>(here, 4);
  let sumX = f32x4.splat(0);
  let sumY = f32x4.splat(0);
  const end = <usize>load<i32>(rowStarts + (<usize>row << 2), 4) << 2;
  for (let entry = <usize>load<i32>(rowStarts + (<usize>row << 2)) << 2; entry < end; entry += 16) {
    let first = v128.load64_zero(map + (<usize>load<i32>(columns + entry) << 3));
    first = v128.load_lane<u64>(map + (<usize>load<i32>(columns + entry, 4) << 3), first, 1);
    let second = v128.load64_zero(map + (<usize>load<i32>(columns + entry, 8) << 3));
    second = v128.load_lane<u64>(map + (<usize>load<i32>(columns + entry, 12) << 3), second, 1);
    const dx = f32x4.sub(x, f32x4.shuffle(first, second, 0, 2, 4, 6));
    const dy = f32x4.sub(y, f32x4.shuffle(first, second, 1, 3, 5, 7));
    const far = f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one));
    const pull = f32x4.div(v128.load(joint + entry), far);
    sumX = f32x4.relaxed_madd(pull, dx, sumX);
    sumY = f32x4.relaxed_madd(pull, dy, sumY);
  }
  return f32x4.replace_lane(f32x4.splat(sumOfLanes(sumX)), 1, sumOfLanes(sumY));
}
