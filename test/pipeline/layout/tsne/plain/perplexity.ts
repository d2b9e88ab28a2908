/** Turns distances into probabilities of being a neighbour, with a bandwidth of its own for every point. */

/**
 * Fills `into` with p(j|self) ∝ exp(−β·d²) where β is such that the perplexity, 2 to the power of the entropy, is the given
 * one; p(self|self) = 0. L. van der Maaten and G. Hinton, JMLR 9 (2008), equation 1. Returns β, found by bisection.
 *
 * `squared`: squared distances from `self` to every point. Where no β does it, because more points lie at the smallest
 * distance than the perplexity allows or all are equally far, the nearest share the probability evenly: the limit.
 */
export function neighbourProbabilities(squared: Float64Array, self: number, perplexity: number, into: Float64Array): number {
  const wanted = Math.log(perplexity);
  const { nearest, spread } = range(squared, self);
  if (spread === 0) {
    fill(squared, self, nearest, 0, into);
    return 0;
  }
  // In units of the spread of the distances, β of any use lies between these; the middle is taken on a logarithmic scale.
  let low = 1e-12 / spread;
  let high = 1e18 / spread;
  let beta = 1 / spread;
  for (let step = 0; step < 200; step += 1) {
    const excess = fill(squared, self, nearest, beta, into) - wanted;
    if (Math.abs(excess) < 1e-10) break;
    if (excess > 0) low = beta;
    else high = beta;
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (middle <= low || middle >= high) break;
    beta = middle;
  }
  return beta;
}

/** Normalised probabilities at one β. Returns their entropy in nats. */
function fill(squared: Float64Array, self: number, nearest: number, beta: number, into: Float64Array): number {
  let sum = 0;
  let weighted = 0;
  for (let other = 0; other < squared.length; other += 1) {
    // Counted from the nearest, so that the largest weight is 1 and the sum never vanishes.
    const beyond = squared[other]! - nearest;
    const weight = other === self ? 0 : Math.exp(-beta * beyond);
    into[other] = weight;
    sum += weight;
    weighted += weight * beyond;
  }
  for (let other = 0; other < into.length; other += 1) into[other]! /= sum;
  return Math.log(sum) + (beta * weighted) / sum;
}

function range(squared: Float64Array, self: number): { nearest: number; spread: number } {
  let nearest = Infinity;
  let farthest = 0;
  for (let other = 0; other < squared.length; other += 1) {
    if (other === self) continue;
    nearest = Math.min(nearest, squared[other]!);
    farthest = Math.max(farthest, squared[other]!);
  }
  return { nearest, spread: farthest - nearest };
}
