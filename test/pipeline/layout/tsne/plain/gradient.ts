/** The gradient of the Kullback–Leibler divergence between data and map, and the divergence itself, both exact. */

/**
 * Writes ∂KL/∂y, interleaved, into `into` for the map `y` (interleaved) and joint probabilities `joint` (pairs.ts):
 *
 *   4 Σ_j (e·p(i,j) − q(i,j)) (y_i − y_j) / (1 + |y_i − y_j|²),   q(i,j) = 1 / (1 + |y_i − y_j|²) / Z
 *
 * where e exaggerates the attraction. Van der Maaten and Hinton (2008), equation 5. Attraction and repulsion are summed
 * apart, because Z is only known at the end: so each pair is looked at once.
 */
export class Gradient {
  private readonly joint: Float64Array;
  private readonly repulsion: Float64Array;

  constructor(joint: Float64Array, count: number) {
    this.joint = joint;
    this.repulsion = new Float64Array(2 * count);
  }

  write(y: Float64Array, exaggeration: number, into: Float64Array): void {
    const { joint, repulsion } = this;
    const end = y.length;
    into.fill(0);
    repulsion.fill(0);
    let z = 0;
    for (let i = 0, pair = 0; i < end; i += 2) {
      const xi = y[i]!;
      const yi = y[i + 1]!;
      let pullX = 0;
      let pullY = 0;
      let pushX = 0;
      let pushY = 0;
      for (let j = i + 2; j < end; j += 2, pair += 1) {
        const dx = xi - y[j]!;
        const dy = yi - y[j + 1]!;
        const near = 1 / (1 + dx * dx + dy * dy);
        z += near;
        const pull = joint[pair]! * near;
        const push = near * near;
        pullX += pull * dx;
        pullY += pull * dy;
        pushX += push * dx;
        pushY += push * dy;
        into[j]! -= pull * dx;
        into[j + 1]! -= pull * dy;
        repulsion[j]! -= push * dx;
        repulsion[j + 1]! -= push * dy;
      }
      into[i]! += pullX;
      into[i + 1]! += pullY;
      repulsion[i]! += pushX;
      repulsion[i + 1]! += pushY;
    }
    // z holds each pair once, Z counts it in both directions.
    const share = 1 / (2 * z);
    for (let at = 0; at < end; at += 1) into[at] = 4 * (exaggeration * into[at]! - share * repulsion[at]!);
  }
}

/** KL(P‖Q) in nats, over all ordered pairs. `joint` as in pairs.ts, `y` interleaved. 0 for fewer than two points. */
export function divergence(joint: Float64Array, y: Float64Array | Float32Array): number {
  let z = 0;
  let sum = 0;
  let mass = 0;
  for (let i = 0, pair = 0; i < y.length; i += 2) {
    for (let j = i + 2; j < y.length; j += 2, pair += 1) {
      const far = 1 + (y[i]! - y[j]!) ** 2 + (y[i + 1]! - y[j + 1]!) ** 2;
      z += 1 / far;
      const p = joint[pair]!;
      // p log p goes to 0 with p.
      if (p > 0) {
        sum += p * Math.log(p * far);
        mass += p;
      }
    }
  }
  // Never negative but for rounding.
  return z === 0 ? 0 : Math.max(0, 2 * (sum + mass * Math.log(2 * z)));
}
