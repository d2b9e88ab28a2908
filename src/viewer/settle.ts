/** Moves pictures that cover each other aside, a little, until they do not. */

export interface Boxes {
  /** True centres. */
  x: Float32Array;
  y: Float32Array;
  width: Float32Array;
  height: Float32Array;
  /** How far a box may move from its true centre; 0 keeps its place. */
  reach: Float32Array;
}

/**
 * How far each box is moved, in the boxes' units. Each round pushes every overlapping pair apart along the axis that needs
 * less, then pulls boxes back to within their reach. `gap` is kept between boxes. Boxes in the very same place part by
 * their order, so that identical pictures fan out. Where there is no room some overlap remains. Deterministic.
 * Time: rounds × pairs that are close along x.
 */
export function settle(boxes: Boxes, gap: number, rounds = 90): { x: Float32Array; y: Float32Array } {
  const count = boxes.x.length;
  const x = Float32Array.from(boxes.x);
  const y = Float32Array.from(boxes.y);
  const widest = boxes.width.reduce((most, width) => Math.max(most, width), 0) + gap;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let round = 0; round < rounds; round += 1) {
    order.sort((a, b) => x[a]! - x[b]! || a - b);
    let moved = false;
    for (let place = 0; place < count; place += 1) {
      const first = order[place]!;
      for (let other = place + 1; other < count; other += 1) {
        const second = order[other]!;
        // Pairs already pushed in this round may be a little out of order; a box's width of slack covers that.
        if (x[second]! - x[first]! > 2 * widest) break;
        if (pushApart(boxes, x, y, Math.min(first, second), Math.max(first, second), gap)) moved = true;
      }
    }
    if (!moved) break;
    pullBack(boxes, x, y);
  }
  for (let index = 0; index < count; index += 1) {
    x[index]! -= boxes.x[index]!;
    y[index]! -= boxes.y[index]!;
  }
  return { x, y };
}

function pushApart(boxes: Boxes, x: Float32Array, y: Float32Array, first: number, second: number, gap: number): boolean {
  const overX = (boxes.width[first]! + boxes.width[second]!) / 2 + gap - Math.abs(x[second]! - x[first]!);
  if (overX <= 1e-3) return false;
  const overY = (boxes.height[first]! + boxes.height[second]!) / 2 + gap - Math.abs(y[second]! - y[first]!);
  if (overY <= 1e-3) return false;
  const reach = boxes.reach[first]! + boxes.reach[second]!;
  if (reach === 0) return false;
  // Who may move further moves more.
  const share = boxes.reach[first]! / reach;
  const line = overX < overY ? x : y;
  const push = Math.min(overX, overY) * (line[second]! >= line[first]! ? 1 : -1);
  line[first]! -= push * share;
  line[second]! += push * (1 - share);
  return true;
}

function pullBack(boxes: Boxes, x: Float32Array, y: Float32Array): void {
  for (let index = 0; index < x.length; index += 1) {
    const dx = x[index]! - boxes.x[index]!;
    const dy = y[index]! - boxes.y[index]!;
    const distance = Math.hypot(dx, dy);
    const reach = boxes.reach[index]!;
    if (distance <= reach) continue;
    x[index] = boxes.x[index]! + (dx / distance) * reach;
    y[index] = boxes.y[index]! + (dy / distance) * reach;
  }
}
