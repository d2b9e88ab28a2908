/** Fits a layout into the stage: its box fills the stage, stretched a little between the axes; pictures sized by density. */
import type { Steps } from '../gallery/steps.ts';
import type { Size } from './camera.ts';
import { emptyPlaces, type Places } from './places.ts';
import { isSmall, readableOn, thinCells, thinOut } from './pyramid.ts';
import { settle } from './settle.ts';

/** Most that one axis is stretched against the other. */
export const MOST_STRETCH = 1.35;
/** Most that a picture is moved aside, in its own widths. */
export const MOST_ASIDE = 1.3;
/** Cells of a grid keep near to 3:2, or the gaps between columns and rows would differ. */
const GRID_STRETCH = 1.1;
/** Share of the box that pictures may cover in all. A small stage is seen from closer at first, and so may be fuller. */
const COVER = { small: 0.6, large: 0.33 } as const;
/** Zoom at which a small stage is first seen, and for which its pictures are moved aside. */
export const SMALL_START = 1.4;
/** Side of a picture against the root of the space round one in a dense place. */
const LOCAL_COVER = 0.95;
const LARGEST_PICTURE = 96;
/** Side of pictures that no stage shows. */
const TOO_SMALL = 11;
/** Side up to which representatives grow: from there on a closer look brings room. */
const GROWN = 72;
/** How far the published order is followed before others may fill gaps: see keptApart. */
const TRUSTED = 3;
/** More pictures than this are not moved aside: they are thinned out. */
const MOST_SETTLED = 3000;

export interface Source {
  /** Coordinates in the layout's units: 0 … box. */
  x: Float32Array;
  y: Float32Array;
  box: Size;
  /** Width over height of every picture. */
  ratios: Float32Array;
  /** Items in the order in which they stand for others; true where it was made for this layout. */
  order: Uint32Array;
  isOwnOrder: boolean;
}

/** Scales for both axes so that `box` fills `room` with at most `most` between them. */
export function stretched(box: Size, room: Size, most = MOST_STRETCH): { x: number; y: number } {
  const x = room.width / Math.max(box.width, 1e-9);
  const y = room.height / Math.max(box.height, 1e-9);
  return { x: Math.min(x, y * most), y: Math.min(y, x * most) };
}

interface Margins { left: number; right: number; top: number; bottom: number }

/** Places of a map (t-SNE, PCA): equal area for every picture, the whole in the middle of the stage. */
export function* fitMap(source: Source, stage: Size): Steps<Places> {
  const edge = Math.min(14, stage.width * 0.025);
  let margins: Margins = { left: edge, right: edge, top: edge, bottom: edge };
  let places = placeIn(source, stage, margins);
  // Pictures reach over the box of their middles, and further once they are moved aside: make room for what was cut off.
  for (let again = 0; again < 3; again += 1) {
    const over = overhang(places, stage, edge / 2);
    if (Math.max(...Object.values(over)) <= 1) break;
    margins = { left: margins.left + over.left, right: margins.right + over.right, top: margins.top + over.top, bottom: margins.bottom + over.bottom };
    places = placeIn(source, stage, margins);
    yield;
  }
  drawIn(places, stage);
  if (places.most < Infinity) yield* thinOut(places, source.order, { eager: source.isOwnOrder ? TRUSTED : Infinity });
  return places;
}

function placeIn(source: Source, stage: Size, margins: Margins): Places {
  const count = source.x.length;
  const places = emptyPlaces(count, 0.5);
  const room = { width: Math.max(1, stage.width - margins.left - margins.right), height: Math.max(1, stage.height - margins.top - margins.bottom) };
  const scale = stretched(source.box, room);
  const left = margins.left + (room.width - source.box.width * scale.x) / 2;
  const top = margins.top + (room.height - source.box.height * scale.y) / 2;
  for (let index = 0; index < count; index += 1) {
    places.x[index] = left + source.x[index]! * scale.x;
    places.y[index] = top + source.y[index]! * scale.y;
  }
  const cover = isSmall(stage) ? COVER.small : COVER.large;
  const readable = readableOn(stage);
  const natural = pictureSide(places.x, places.y, source.box.width * scale.x * source.box.height * scale.y * cover);
  const side = Math.max(natural, readable);
  for (let index = 0; index < count; index += 1) {
    const ratio = Math.sqrt(source.ratios[index]!);
    places.width[index] = side * ratio;
    places.height[index] = side / ratio;
  }
  // Thinned out once they stand for good.
  if (natural < readable || count > MOST_SETTLED) {
    places.most = GROWN / side;
    return places;
  }
  // Pictures grow with the root of the zoom and distances with the zoom itself: at its start a small stage has more room.
  const apart = isSmall(stage) ? Math.sqrt(SMALL_START) : 1;
  const spread = { x: places.x.map((x) => x * apart), y: places.y.map((y) => y * apart) };
  places.aside = settle({ ...places, ...spread, reach: places.width.map((width) => width * MOST_ASIDE) }, 1.5);
  return places;
}

/** How far pictures reach over each edge of the stage, `edge` pixels inside it. */
function overhang(places: Places, stage: Size, edge: number): Margins {
  const over = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let index = 0; index < places.x.length; index += 1) {
    const x = places.x[index]! + places.aside.x[index]!;
    const y = places.y[index]! + places.aside.y[index]!;
    over.left = Math.max(over.left, edge - (x - places.width[index]! / 2));
    over.right = Math.max(over.right, x + places.width[index]! / 2 - (stage.width - edge));
    over.top = Math.max(over.top, edge - (y - places.height[index]! / 2));
    over.bottom = Math.max(over.bottom, y + places.height[index]! / 2 - (stage.height - edge));
  }
  return over;
}

/** Moves pictures that still reach over an edge back onto the stage: each round moves others aside, and the last may have moved one off it. */
function drawIn(places: Places, stage: Size): void {
  const within = (value: number, half: number, length: number): number => (2 * half > length ? length / 2 : Math.min(Math.max(value, half), length - half));
  for (let index = 0; index < places.x.length; index += 1) {
    const [x, y] = [places.x[index]!, places.y[index]!];
    places.aside.x[index] = within(x + places.aside.x[index]!, places.width[index]! / 2, stage.width) - x;
    places.aside.y[index] = within(y + places.aside.y[index]!, places.height[index]! / 2, stage.height) - y;
  }
}

/** Root of the area of a picture, in pixels: what there is for all of them together, less where they lie dense. */
function pictureSide(x: Float32Array, y: Float32Array, areaForAll: number): number {
  const all = Math.sqrt(areaForAll / Math.max(1, x.length));
  // So many pictures cannot be seen one by one wherever they lie.
  if (all < TOO_SMALL) return all;
  return Math.min(LARGEST_PICTURE, all, LOCAL_COVER * denseSpace(x, y));
}

/** Root of the space round a picture in a dense place: a quarter of the pictures have less. From the distance to the eighth nearest. */
function denseSpace(x: Float32Array, y: Float32Array): number {
  const count = x.length;
  if (count < 10) return Infinity;
  const nearest = 8;
  // Large collections are sampled.
  const step = Math.max(1, Math.floor(count / 500));
  const spaces: number[] = [];
  for (let index = 0; index < count; index += step) {
    // A disc that holds the picture and its eight nearest gives each its share.
    spaces.push(Math.sqrt((Math.PI * squaredDistanceTo(nearest, index, x, y)) / (nearest + 1)));
  }
  spaces.sort((a, b) => a - b);
  return spaces[Math.floor(spaces.length / 4)]!;
}

/** Squared distance from a picture to its `rank`-th nearest. */
function squaredDistanceTo(rank: number, index: number, x: Float32Array, y: Float32Array): number {
  // The picture itself is the first.
  const closest = new Float64Array(rank + 1).fill(Infinity);
  for (let other = 0; other < x.length; other += 1) {
    const distance = (x[other]! - x[index]!) ** 2 + (y[other]! - y[index]!) ** 2;
    if (distance >= closest[rank]!) continue;
    let place = rank;
    for (; place > 0 && closest[place - 1]! > distance; place -= 1) closest[place] = closest[place - 1]!;
    closest[place] = distance;
  }
  return closest[rank]!;
}

/** Places of a grid of columns × rows: 3:2 cells, each picture contained in its cell. */
export function* fitGrid(source: Source, columns: number, rows: number, stage: Size): Steps<Places> {
  const places = emptyPlaces(source.x.length, 1);
  const margin = Math.min(12, stage.width * 0.02);
  // On a wide stage the zoom buttons stand beside the grid, not on it.
  const beside = stage.width >= 960 ? 82 : margin;
  const pitch = stretched({ width: 1.5, height: 1 }, { width: (stage.width - 2 * beside) / columns, height: (stage.height - 2 * margin) / rows }, GRID_STRETCH);
  const step = { width: pitch.x * 1.5, height: pitch.y };
  // Cells of a large grid are seen from closer only: a gap in pixels would be all there is of them.
  const gap = { x: Math.min(10, Math.max(Math.min(2, step.width * 0.2), step.width * 0.1)), y: Math.min(6, Math.max(Math.min(2, step.height * 0.2), step.height * 0.12)) };
  const room = { width: Math.min(step.width - gap.x, 1.5 * (step.height - gap.y)), height: Math.min(step.height - gap.y, (step.width - gap.x) / 1.5) };
  const left = (stage.width - step.width * columns) / 2;
  const top = (stage.height - step.height * rows) / 2;
  // The box of a grid spans the first to the last cell centre.
  const column = (value: number): number => (source.box.width > 0 ? (value / source.box.width) * (columns - 1) : 0);
  const row = (value: number): number => (source.box.height > 0 ? (value / source.box.height) * (rows - 1) : 0);
  for (let index = 0; index < source.x.length; index += 1) {
    places.x[index] = left + (column(source.x[index]!) + 0.5) * step.width;
    places.y[index] = top + (row(source.y[index]!) + 0.5) * step.height;
    const ratio = source.ratios[index]!;
    places.width[index] = Math.min(room.width, room.height * ratio);
    places.height[index] = Math.min(room.height, room.width / ratio);
  }
  const cells = { columns: source.x.map((x) => Math.round(column(x))), rows: source.y.map((y) => Math.round(row(y))) };
  yield* thinCells(places, room, step.width / step.height, cells, stage);
  return places;
}

/** The true place round which a window of the stage's size at `zoom` holds most pictures. */
export function densest(places: Places, stage: Size, zoom: number): { x: number; y: number } {
  const half = { x: stage.width / zoom / 2, y: stage.height / zoom / 2 };
  const inside = (value: number, most: number, reach: number): number => Math.min(Math.max(value, reach), most - reach);
  const step = Math.max(1, Math.floor(places.x.length / 400));
  let best = { x: stage.width / 2, y: stage.height / 2, count: -1 };
  const otherStep = Math.max(1, Math.floor(places.x.length / 4000));
  for (let index = 0; index < places.x.length; index += step) {
    const x = inside(places.x[index]!, stage.width, half.x);
    const y = inside(places.y[index]!, stage.height, half.y);
    let count = 0;
    for (let other = 0; other < places.x.length; other += otherStep) {
      if (Math.abs(places.x[other]! - x) < half.x && Math.abs(places.y[other]! - y) < half.y) count += 1;
    }
    if (count > best.count) best = { x, y, count };
  }
  return { x: best.x, y: best.y };
}
