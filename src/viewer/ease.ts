/** Timing curves of the design, `cubic-bezier(x1, y1, x2, y2)` solved for y at a given x. */

export type Ease = (share: number) => number;

function bezier(x1: number, y1: number, x2: number, y2: number): Ease {
  const along = (a: number, b: number, t: number): number => 3 * a * t * (1 - t) ** 2 + 3 * b * t ** 2 * (1 - t) + t ** 3;
  return (share) => {
    if (share <= 0) return 0;
    if (share >= 1) return 1;
    let [low, high] = [0, 1];
    // The curves rise, so halving finds the parameter; 20 steps leave an error below a millionth.
    for (let step = 0; step < 20; step += 1) {
      const middle = (low + high) / 2;
      if (along(x1, x2, middle) < share) low = middle;
      else high = middle;
    }
    return along(y1, y2, (low + high) / 2);
  };
}

/** `--e-out`: panels, sheets, choices. */
export const easeOut = bezier(0.2, 0.7, 0.1, 1);
/** `--e-in-out`: camera and layouts. */
export const easeInOut = bezier(0.6, 0, 0.2, 1);
