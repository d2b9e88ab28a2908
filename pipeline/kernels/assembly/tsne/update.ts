/** One step of every point down the gradient. */
import { attraction } from './attraction.ts';

const SMALLEST_GAIN: f32 = 0.01;

/**
 * For `count` points from part · `count`: sums the pull of the neighbours and `pushes` arrays of repulsion (all x of
 * `padded` points, then all y), takes the step
 *
 *   4 (exaggeration · pull − push / Z)
 *
 * with momentum and gains (R. Jacobs, Neural Networks 1, 1988: a coordinate that keeps its direction speeds up by 0.2, one
 * that turns slows by 0.8), and writes the new place to `next`; `map` stays, for other parts still read it. Writes the
 * smallest and largest new x and y to `bounds`[part].
 */
export function step(
  part: i32, count: i32, points: i32, padded: i32, map: usize, next: usize, velocities: usize, gains: usize,
  rowStarts: usize, columns: usize, joint: usize, forces: usize, pushes: i32,
  exaggeration: f32, share: f32, rate: f32, momentum: f32, bounds: usize,
): void {
  let lowX = f32.POSITIVE_INFINITY, lowY = f32.POSITIVE_INFINITY, highX = f32.NEGATIVE_INFINITY, highY = f32.NEGATIVE_INFINITY;
  const axis = <usize>padded << 2;
  const end = min((part + 1) * count, points);
  for (let point = part * count; point < end; point += 1) {
    const pull = attraction(map, point, rowStarts, columns, joint);
    let pushX: f32 = 0;
    let pushY: f32 = 0;
    let force = forces + (<usize>point << 2);
    for (let array = 0; array < pushes; array += 1, force += 2 * axis) {
      pushX += load<f32>(force);
      pushY += load<f32>(force + axis);
    }
    const place = <usize>point << 3;
    const x = moved(map + place, velocities + place, gains + place, 4 * (exaggeration * f32x4.extract_lane(pull, 0) - share * pushX), rate, momentum);
    const y = moved(map + place + 4, velocities + place + 4, gains + place + 4, 4 * (exaggeration * f32x4.extract_lane(pull, 1) - share * pushY), rate, momentum);
    store<f32>(next + place, x);
    store<f32>(next + place, y, 4);
    lowX = min(lowX, x);
    lowY = min(lowY, y);
    highX = max(highX, x);
    highY = max(highY, y);
  }
  const to = bounds + (<usize>part << 4);
  store<f32>(to, lowX);
  store<f32>(to, lowY, 4);
  store<f32>(to, highX, 8);
  store<f32>(to, highY, 12);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function moved(from: usize, velocityAt: usize, gainAt: usize, slope: f32, rate: f32, momentum: f32): f32 {
  const velocity = load<f32>(velocityAt);
  const gain = load<f32>(gainAt);
  const newGain: f32 = slope * velocity > 0 ? max(SMALLEST_GAIN, gain * 0.8) : gain + 0.2;
  const newVelocity: f32 = momentum * velocity - rate * newGain * slope;
  store<f32>(gainAt, newGain);
  store<f32>(velocityAt, newVelocity);
  return load<f32>(from) + newVelocity;
}
