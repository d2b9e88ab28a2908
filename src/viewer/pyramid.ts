/**
 * The pyramid of representatives: where pictures would be specks, some stand for the others, large enough to be seen, and
 * the others appear as one comes closer. What is drawn at a zoom covers little of each other.
 */
import { keepApart } from '../gallery/representatives.ts';
import type { Steps } from '../gallery/steps.ts';
import { MOST_ZOOM, type Size } from './camera.ts';
import type { Growth, Places } from './places.ts';

/** Least distance between two pictures' middles, in the side of a square of their area. */
const APART = 0.92;
/** No collection needs to be looked at from closer: what lies nearer together than this shows covers each other for ever. */
const DEEPEST = 250;

export interface Thinning {
  /** Width of the room that a picture has over its height. */
  wide?: number;
  /** See keptApart: how far the order is to be trusted. */
  eager?: number;
}

/**
 * When each of `items` may appear among the others of them; Infinity for the rest. Earlier in `items` goes before later.
 * At the deepest zoom all of them are there.
 */
export function* appearances(places: Places, items: Uint32Array, { wide = 1, eager = Infinity }: Thinning = {}): Steps<Float32Array> {
  const appears = new Float32Array(places.x.length).fill(Infinity);
  const side = sideOf(places, items);
  const room = (side * APART) / Math.sqrt(wide);
  const apart = yield* keepApart(wide === 1 ? places.x : places.x.map((x) => x / wide), places.y, items, room / DEEPEST, eager);
  for (const item of items) appears[item] = Math.min(places.deepest * 0.8, zoomFor(places, room / apart[item]!));
  return appears;
}

/** Thins a layout out: sets when pictures appear, and lets the zoom go as deep as all but a few of them need. */
export function* thinOut(places: Places, items: Uint32Array, thinning: Thinning = {}): Steps<void> {
  places.deepest = DEEPEST;
  places.appears = yield* appearances(places, items, thinning);
  yield;
  const late = places.appears.toSorted()[Math.floor(items.length * 0.98)] ?? 0;
  places.deepest = Math.min(DEEPEST, Math.max(MOST_ZOOM, late * 1.3));
  places.appears = places.appears.map((zoom) => Math.min(zoom, places.deepest * 0.8));
}

/** The zoom from which pictures need no more than 1 / `ratio` of the world, a picture of size 1 being 1 wide at zoom 1. */
function zoomFor({ exponent, least, most }: Growth, ratio: number): number {
  const smallest = Math.max(1, least);
  if (ratio * smallest <= 1) return 0;
  // First pictures keep their least size, then they grow with a power of the zoom, then they keep their largest.
  if ((ratio * smallest) ** exponent <= smallest) return ratio * smallest;
  const growing = exponent < 1 ? ratio ** (1 / (1 - exponent)) : Infinity;
  return growing ** exponent <= most ? growing : ratio * most;
}

/** Side of a square of the area of one of them; pictures of a layout are of one area, or fill cells of one size. */
function sideOf({ width, height }: Places, items: Uint32Array): number {
  const sides = Array.from(items.subarray(0, 200), (item) => Math.sqrt(width[item]! * height[item]!)).sort((a, b) => a - b);
  return sides[Math.floor(sides.length / 2)] ?? 1;
}

/** Cells of a grid so that those of every second, fourth, eighth column and row come first: what is drawn of it is a grid again. */
export function latticeOrder(columns: ArrayLike<number>, rows: ArrayLike<number>): Uint32Array {
  const levels = Array.from({ length: 32 }, (): number[] => []);
  for (let item = 0; item < columns.length; item += 1) levels[Math.min(halvings(columns[item]!), halvings(rows[item]!))]!.push(item);
  return Uint32Array.from(levels.toReversed().flat());
}

/** Side of a picture that can still be told from others. Where there is no room for it, representatives are drawn. */
export const readableOn = (stage: Size): number => (isSmall(stage) ? 11 : 13);
/** A phone's stage: seen from closer at first. */
export const isSmall = ({ width }: Size): boolean => width < 600;

/** Thins a layout in cells out where they are too small to be seen. `room`: the largest picture of a cell; `wide`: a cell's width over its height. */
export function* thinCells(places: Places, room: Size, wide: number, cells: { columns: ArrayLike<number>; rows: ArrayLike<number> }, stage: Size): Steps<void> {
  const side = Math.sqrt(room.width * room.height);
  if (side >= readableOn(stage)) return;
  places.least = readableOn(stage) / side;
  yield* thinOut(places, latticeOrder(cells.columns, cells.rows), { wide });
}

/** How often a whole number can be halved; 31 for 0. */
const halvings = (value: number): number => 31 - Math.clz32(value & -value) & 31;
