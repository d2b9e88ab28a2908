/** Places names beside the points of a scatter so that none covers another, nor another's point. */

export interface NamedPoint {
  x: number;
  y: number;
  /** Size of the name, in the figure's units. */
  width: number;
  height: number;
}

/** Top left corner of a name. */
export interface NamePlace {
  x: number;
  y: number;
}

/** Between a point and its name. */
const GAP = 5;

/**
 * A place for each point's name: at the right, else the left, above, below or at a corner; null where all of them are taken or lie outside
 * the view. Points that come first choose first. Names keep off all points by `radius`.
 */
export function namePlaces(points: readonly NamedPoint[], view: { width: number; height: number }, radius: number): (NamePlace | null)[] {
  const taken: Box[] = [];
  return points.map((point, index) => {
    const place = around(point).find((corner) => {
      const box = { ...corner, width: point.width, height: point.height };
      return isInside(box, view) && !taken.some((other) => overlap(box, other)) && !points.some((other, at) => at !== index && holds(box, other, radius));
    });
    if (place) taken.push({ ...place, width: point.width, height: point.height });
    return place ?? null;
  });
}

interface Box extends NamePlace { width: number; height: number }

function around({ x, y, width, height }: NamedPoint): NamePlace[] {
  const [right, left, middle] = [x + GAP, x - GAP - width, x - width / 2];
  const [level, above, below] = [y - height / 2, y - GAP - height, y + GAP];
  return [
    { x: right, y: level }, { x: left, y: level }, { x: middle, y: above }, { x: middle, y: below },
    { x: right, y: above }, { x: right, y: below }, { x: left, y: above }, { x: left, y: below },
  ];
}

const isInside = (box: Box, view: { width: number; height: number }): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= view.width && box.y + box.height <= view.height;

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const holds = (box: Box, point: { x: number; y: number }, radius: number): boolean =>
  point.x > box.x - radius && point.x < box.x + box.width + radius && point.y > box.y - radius && point.y < box.y + box.height + radius;
