/** Turns and mirrors one map onto another, so that the two can be compared by eye. */

/**
 * `moving`, turned, mirrored where that fits better, and shifted so that corresponding points lie as near each other as they
 * can in the sum of squares; never stretched. Orthogonal Procrustes, P. Schönemann, Psychometrika 31 (1966), which in two
 * dimensions has a closed form: the best turn by angle and the best mirror image by angle are compared.
 *
 * Both: points × 2, interleaved, the same points in the same order. Returns a new array. Where no turn is better than
 * another (all points of one map in one place) the map is only shifted.
 */
export function alignTo(reference: Float32Array, moving: Float32Array): Float32Array {
  if (reference.length !== moving.length || moving.length % 2 !== 0) {
    throw new RangeError(`${moving.length} coordinates cannot be laid onto ${reference.length}: both maps need two for each of the same points`);
  }
  const target = centre(reference);
  const origin = centre(moving);
  // Sums of products of reference (first letter) and moving (second letter).
  let xx = 0;
  let xy = 0;
  let yx = 0;
  let yy = 0;
  for (let at = 0; at < moving.length; at += 2) {
    const mx = moving[at]! - origin.x;
    const my = moving[at + 1]! - origin.y;
    const rx = reference[at]! - target.x;
    const ry = reference[at + 1]! - target.y;
    xx += rx * mx;
    xy += rx * my;
    yx += ry * mx;
    yy += ry * my;
  }
  const turned = Math.hypot(xx + yy, yx - xy);
  const mirrored = Math.hypot(xx - yy, yx + xy);
  const flip = mirrored > turned ? -1 : 1;
  const strength = flip === 1 ? turned : mirrored;
  const cosine = strength > 0 ? (xx + flip * yy) / strength : 1;
  const sine = strength > 0 ? (yx - flip * xy) / strength : 0;

  const result = new Float32Array(moving.length);
  for (let at = 0; at < moving.length; at += 2) {
    const mx = moving[at]! - origin.x;
    const my = flip * (moving[at + 1]! - origin.y);
    result[at] = target.x + cosine * mx - sine * my;
    result[at + 1] = target.y + sine * mx + cosine * my;
  }
  return result;
}

function centre(coordinates: Float32Array): { x: number; y: number } {
  const points = Math.max(1, coordinates.length / 2);
  let x = 0;
  let y = 0;
  for (let at = 0; at < coordinates.length; at += 2) {
    x += coordinates[at]!;
    y += coordinates[at + 1]!;
  }
  return { x: x / points, y: y / points };
}
