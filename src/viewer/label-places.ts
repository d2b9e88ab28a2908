/** Which names and titles there is room for: the first ones first, and none over another. */

export interface LabelBox {
  /** Middle, in pixels of the screen; it may lie outside of it. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The places in `boxes` of those that are shown. A box that comes earlier has the room before a later one. Boxes outside
 * the screen take room as well: so a name does not come or go while the map is panned, but only when it is zoomed.
 */
export function placeLabels(boxes: readonly LabelBox[], gap: number, most = Infinity): number[] {
  const shown: number[] = [];
  boxes.forEach((box, place) => {
    if (shown.length < most && !shown.some((other) => cover(box, boxes[other]!, gap))) shown.push(place);
  });
  return shown;
}

const cover = (a: LabelBox, b: LabelBox, gap: number): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;
