/** The distance of two rows as precisely as double precision goes. */

/**
 * Summed exactly as `squaredDistance` of pipeline/similarity/distances.ts does, four sums side by side, so that both give
 * the same bits. Euclidean: the root of the sum; cosine, for unit rows: half the sum, and 1 where a row has no direction.
 */
export function distanceBetween(points: usize, columns: i32, first: i32, second: i32, cosine: bool, aside: usize): f64 {
  if (cosine && (load<u8>(aside + <usize>first) | load<u8>(aside + <usize>second)) !== 0) return 1;
  let a = points + ((<usize>first * <usize>columns) << 2);
  let b = points + ((<usize>second * <usize>columns) << 2);
  const end = a + (<usize>columns << 2);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; a + 12 < end; a += 16, b += 16) {
    const one = v128.load(a);
    const other = v128.load(b);
    const near = f64x2.sub(f64x2.promote_low_f32x4(one), f64x2.promote_low_f32x4(other));
    const far = f64x2.sub(f64x2.promote_low_f32x4(upper(one)), f64x2.promote_low_f32x4(upper(other)));
    low = f64x2.add(low, f64x2.mul(near, near));
    high = f64x2.add(high, f64x2.mul(far, far));
  }
  let sum = f64x2.extract_lane(low, 0);
  for (; a < end; a += 4, b += 4) {
    const difference = <f64>load<f32>(a) - <f64>load<f32>(b);
    sum += difference * difference;
  }
  sum = sum + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
  return cosine ? sum / 2 : Math.sqrt(sum);
}

/** Lanes 2 and 3 in the places of 0 and 1. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function upper(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 1);
}
