/** The Kullback–Leibler divergence, in double precision. */

/**
 * For `count` points from part · `count`: writes Σ p log(p (1 + |y_i − y_j|²)) over their rows of the sparse matrix to
 * `sums`[2 part] and Σ p to `sums`[2 part + 1]. With q = 1 / (1 + |y_i − y_j|²) / Z, KL(P‖Q) is the first plus log Z times the second.
 */
export function sumDivergence(part: i32, count: i32, points: i32, map: usize, rowStarts: usize, columns: usize, joint: usize, sums: usize): void {
  let divergence: f64 = 0;
  let mass: f64 = 0;
  const end = min((part + 1) * count, points);
  for (let point = part * count; point < end; point += 1) {
    const last = load<i32>(rowStarts + (<usize>point << 2), 4);
    for (let entry = load<i32>(rowStarts + (<usize>point << 2)); entry < last; entry += 1) {
      const p = <f64>load<f32>(joint + (<usize>entry << 2));
      // p log p goes to 0 with p.
      if (p === 0) continue;
      divergence += p * Math.log(p * farness(map, point, load<i32>(columns + (<usize>entry << 2))));
      mass += p;
    }
  }
  store<f64>(sums + (<usize>part << 4), divergence);
  store<f64>(sums + (<usize>part << 4), mass, 8);
}

/** Writes Σ 1 / (1 + |y_i − y_j|²) over the pairs i < j, i from every `parts`-th point, to `sums`[part]. */
export function sumNearness(part: i32, parts: i32, points: i32, map: usize, sums: usize): void {
  let sum: f64 = 0;
  const one = f64x2.splat(1);
  for (let point = part; point < points; point += parts) {
    const here = map + (<usize>point << 3);
    const x = f64x2.splat(load<f32>(here));
    const y = f64x2.splat(load<f32>(here, 4));
    let lanes = f64x2.splat(0);
    let other = point + 1;
    for (; other + 1 < points; other += 2) {
      const there = v128.load(map + (<usize>other << 3));
      const dx = f64x2.sub(x, f64x2.promote_low_f32x4(f32x4.shuffle(there, there, 0, 2, 0, 2)));
      const dy = f64x2.sub(y, f64x2.promote_low_f32x4(f32x4.shuffle(there, there, 1, 3, 1, 3)));
      lanes = f64x2.add(lanes, f64x2.div(one, f64x2.add(one, f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)))));
    }
    sum += f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
    if (other < points) sum += 1 / farness(map, point, other);
  }
  store<f64>(sums + (<usize>part << 3), sum);
}

function farness(map: usize, first: i32, second: i32): f64 {
  const a = map + (<usize>first << 3);
  const b = map + (<usize>second << 3);
  const dx = <f64>load<f32>(a) - <f64>load<f32>(b);
  const dy = <f64>load<f32>(a, 4) - <f64>load<f32>(b, 4);
  return 1 + dx * dx + dy * dy;
}
