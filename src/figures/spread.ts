/** Moves overlapping pictures of a still map apart, a little, until they do not cover each other. */

export interface Box {
  /** Centre, in the figure's units. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** How far it may move from where it began; 0 keeps its place. */
  reach: number;
}

const ROUNDS = 80;

/**
 * New centres for boxes, in their order. Each round pushes every overlapping pair apart along the axis that needs less,
 * then pulls every box back to within its reach. Where there is no room some overlap remains. `gap` is kept between
 * boxes. The same input always gives the same result.
 */
export function spread(boxes: readonly Box[], gap: number): { x: number; y: number }[] {
  const places = boxes.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let first = 0; first < boxes.length; first += 1) {
      for (let second = first + 1; second < boxes.length; second += 1) {
        if (pushApart(boxes, places, first, second, gap)) moved = true;
      }
    }
    if (!moved) break;
    places.forEach((place, index) => pullBack(place, boxes[index]!));
  }
  return places;
}

function pushApart(boxes: readonly Box[], places: { x: number; y: number }[], first: number, second: number, gap: number): boolean {
  const [a, b] = [boxes[first]!, boxes[second]!];
  const [at, to] = [places[first]!, places[second]!];
  const overX = (a.width + b.width) / 2 + gap - Math.abs(to.x - at.x);
  const overY = (a.height + b.height) / 2 + gap - Math.abs(to.y - at.y);
  if (overX <= 1e-6 || overY <= 1e-6) return false;
  const reach = a.reach + b.reach;
  if (reach === 0) return false;
  // Who may move further moves more.
  const share = a.reach / reach;
  // Boxes in the very same place part by their order, so that identical pictures fan out.
  const sign = (difference: number): number => (difference === 0 ? 1 : Math.sign(difference));
  if (overX < overY) {
    const push = overX * sign(to.x - at.x);
    at.x -= push * share;
    to.x += push * (1 - share);
  } else {
    const push = overY * sign(to.y - at.y);
    at.y -= push * share;
    to.y += push * (1 - share);
  }
  return true;
}

function pullBack(place: { x: number; y: number }, box: Box): void {
  const [dx, dy] = [place.x - box.x, place.y - box.y];
  const distance = Math.hypot(dx, dy);
  if (distance <= box.reach) return;
  place.x = box.x + (dx / distance) * box.reach;
  place.y = box.y + (dy / distance) * box.reach;
}
