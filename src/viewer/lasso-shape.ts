/** What lies inside a line drawn by hand. */
import type { Point } from './camera.ts';

/** Marks 1 for points inside the closed line, by the even-odd rule. Fewer than three corners hold nothing. */
export function inside(x: ArrayLike<number>, y: ArrayLike<number>, line: readonly Point[]): Uint8Array {
  const marks = new Uint8Array(x.length);
  if (line.length < 3) return marks;
  const xs = line.map((point) => point.x);
  const ys = line.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let index = 0; index < marks.length; index += 1) {
    const [px, py] = [x[index]!, y[index]!];
    if (px < left || px > right || py < top || py > bottom) continue;
    let crossings = 0;
    for (let at = 0, before = line.length - 1; at < line.length; before = at, at += 1) {
      if (ys[at]! > py !== ys[before]! > py && px < ((xs[before]! - xs[at]!) * (py - ys[at]!)) / (ys[before]! - ys[at]!) + xs[at]!) crossings += 1;
    }
    marks[index] = crossings % 2;
  }
  return marks;
}

/** The line without corners that are nearer than `step` to the one before. */
export function thinned(line: readonly Point[], step: number): Point[] {
  const kept: Point[] = [];
  for (const point of line) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= step) kept.push(point);
  }
  return kept;
}
