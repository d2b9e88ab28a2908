/** A bandwidth for every point, so that all have the same effective number of neighbours. */

/** Steps after which the bandwidth is exact to rounding even if every one only halves the bracket. */
const MOST_STEPS: i32 = 100;
const CLOSE: f64 = 1e-10;

/**
 * For `count` rows from part · `count`: turns the `k` distances of each into p(j|i) ∝ exp(−β d²) with β such that the
 * perplexity, e to the power of the entropy, is the given one. L. van der Maaten and G. Hinton, JMLR 9 (2008), equation 1.
 *
 * β is found by Newton's method on its logarithm, kept within a bracket by bisection. Where no β does it, because more
 * points lie at the smallest distance than the perplexity allows or all are equally far, the nearest share the probability
 * evenly: the limit.
 */
export function calibrate(part: i32, count: i32, rows: i32, k: i32, distances: usize, perplexity: f64, probabilities: usize): void {
  const wanted = Math.log(perplexity);
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    const offset = (<usize>row * <usize>k) << 2;
    calibrateRow(distances + offset, k, wanted, probabilities + offset);
  }
}

function calibrateRow(distances: usize, k: i32, wanted: f64, probabilities: usize): void {
  const nearest = squaredAt(distances, 0);
  const spread = squaredAt(distances, k - 1) - nearest;
  if (spread === 0) {
    for (let place = 0; place < k; place += 1) store<f32>(probabilities + (<usize>place << 2), <f32>(1.0 / <f64>k));
    return;
  }
  // In units of the spread, any β of use lies between these.
  let low = Math.log(1e-12 / spread);
  let high = Math.log(1e18 / spread);
  let logBeta = Math.log(1 / spread);
  let sum: f64 = 1;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const beta = Math.exp(logBeta);
    sum = 0;
    let first: f64 = 0;
    let second: f64 = 0;
    for (let place = 0; place < k; place += 1) {
      // Counted from the nearest, so that the largest weight is 1 and the sum never vanishes.
      const beyond = squaredAt(distances, place) - nearest;
      const weight = Math.exp(-beta * beyond);
      sum += weight;
      first += weight * beyond;
      second += weight * beyond * beyond;
    }
    const mean = first / sum;
    const excess = Math.log(sum) + beta * mean - wanted;
    if (Math.abs(excess) < CLOSE) break;
    if (excess > 0) low = logBeta;
    else high = logBeta;
    // The entropy falls by β² times the variance of d² for each unit of log β.
    const next = logBeta + excess / (beta * beta * (second / sum - mean * mean));
    logBeta = next > low && next < high ? next : (low + high) / 2;
  }
  const beta = Math.exp(logBeta);
  sum = 0;
  for (let place = 0; place < k; place += 1) sum += Math.exp(-beta * (squaredAt(distances, place) - nearest));
  for (let place = 0; place < k; place += 1) {
    store<f32>(probabilities + (<usize>place << 2), <f32>(Math.exp(-beta * (squaredAt(distances, place) - nearest)) / sum));
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function squaredAt(distances: usize, place: i32): f64 {
  const distance = <f64>load<f32>(distances + (<usize>place << 2));
  return distance * distance;
}
