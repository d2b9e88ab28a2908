/** Finds pictures on the screen: under a finger, or the nearest one in a direction. */
import { toScreen, type Camera, type Point, type Size } from './camera.ts';
import { growthOf, type Places } from './places.ts';

/** How far from a picture a tap may land and still take it, in pixels. */
const REACH = 22;

export interface OnScreen {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture's middle and size in pixels of the stage. */
export function onScreen(places: Places, index: number, camera: Camera, stage: Size): OnScreen {
  const larger = growthOf(places, camera.zoom);
  const middle = toScreen(camera, stage, { x: places.x[index]!, y: places.y[index]! });
  return {
    x: middle.x + places.aside.x[index]! * larger,
    y: middle.y + places.aside.y[index]! * larger,
    width: places.width[index]! * larger,
    height: places.height[index]! * larger,
  };
}

/** Middles of all pictures in pixels of the stage. */
export function middlesOnScreen(places: Places, camera: Camera, stage: Size): { x: Float32Array; y: Float32Array } {
  const larger = growthOf(places, camera.zoom);
  return {
    x: places.x.map((x, index) => (x - camera.x) * camera.zoom + stage.width / 2 + places.aside.x[index]! * larger),
    y: places.y.map((y, index) => (y - camera.y) * camera.zoom + stage.height / 2 + places.aside.y[index]! * larger),
  };
}

/** Distance from a point to a picture's edge; 0 inside it. */
const toEdge = (at: Point, box: OnScreen): number =>
  Math.hypot(Math.max(0, Math.abs(at.x - box.x) - box.width / 2), Math.max(0, Math.abs(at.y - box.y) - box.height / 2));

/**
 * The picture at a point of the stage: one that lies under it (among several the one whose middle is nearest), else the
 * nearest within `reach` pixels; null where there is none. `allowed` leaves pictures out; `first` are asked before all others;
 * `among` names those that are drawn, where not all are.
 */
export function pictureAt(
  places: Places, camera: Camera, stage: Size, at: Point,
  options: { reach?: number; allowed?: (index: number) => boolean; first?: readonly number[]; among?: ArrayLike<number> } = {},
): number | null {
  const { reach = REACH, allowed, first = [], among } = options;
  for (const index of first) if (toEdge(at, onScreen(places, index, camera, stage)) === 0) return index;
  let best: { index: number; edge: number; middle: number } | null = null;
  for (let place = 0; place < (among ?? places.x).length; place += 1) {
    const index = among ? among[place]! : place;
    if (allowed && !allowed(index)) continue;
    const box = onScreen(places, index, camera, stage);
    if (Math.abs(at.x - box.x) > reach + box.width / 2 || Math.abs(at.y - box.y) > reach + box.height / 2) continue;
    const edge = toEdge(at, box);
    if (edge > reach) continue;
    const middle = Math.hypot(at.x - box.x, at.y - box.y);
    if (!best || edge < best.edge || (edge === best.edge && middle < best.middle)) best = { index, edge, middle };
  }
  return best?.index ?? null;
}

export type Direction = 'left' | 'right' | 'up' | 'down';
const UNIT: Record<Direction, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };

/**
 * The nearest picture in a direction from picture `from`; null at the edge. Pictures within 45° count, and sideways
 * distance counts double, so that a row is walked along before it is left.
 */
export function pictureTowards(places: Places, from: number, direction: Direction, allowed: (index: number) => boolean = () => true): number | null {
  const unit = UNIT[direction];
  let best: { index: number; cost: number } | null = null;
  for (let index = 0; index < places.x.length; index += 1) {
    if (index === from || !allowed(index)) continue;
    const dx = places.x[index]! + places.aside.x[index]! - places.x[from]! - places.aside.x[from]!;
    const dy = places.y[index]! + places.aside.y[index]! - places.y[from]! - places.aside.y[from]!;
    const ahead = dx * unit.x + dy * unit.y;
    const aside = Math.abs(dx * unit.y) + Math.abs(dy * unit.x);
    if (ahead <= 0.5 || aside > ahead + 1e-6) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { index, cost };
  }
  return best?.index ?? null;
}

/** The picture whose true place is nearest to a point of the world. */
export function nearestTo(places: Places, at: Point, allowed: (index: number) => boolean = () => true): number | null {
  let best: { index: number; distance: number } | null = null;
  for (let index = 0; index < places.x.length; index += 1) {
    if (!allowed(index)) continue;
    const distance = Math.hypot(places.x[index]! - at.x, places.y[index]! - at.y);
    if (!best || distance < best.distance) best = { index, distance };
  }
  return best?.index ?? null;
}
