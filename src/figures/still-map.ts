/** Places pictures on a still picture of a map: the whole of it, or a part round one item and its nearest. */
import type { Item, Items } from '../gallery/items.ts';
import type { ManifestLayout } from '../gallery/manifest.ts';
import { spread, type Box } from './spread.ts';

export interface Placed {
  item: Item;
  /** Centre, in the figure's units. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface View {
  width: number;
  height: number;
}

/** Share of the layout's box that pictures cover when each has its natural size. */
const COVER = 0.34;
/** Limits between which a part of the map is enlarged, against the natural size of its pictures. */
const [LEAST, MOST] = [0.3, 1.5];
/** Share of the view that an item and its nearest may fill. */
const FILLED = 0.6;
/** How far one axis may be stretched against the other. */
const STRETCH = 1.35;
/** Room that a ring takes on both sides together. */
const RING = 7;

/** All pictures at equal area, the layout's box fitted into the view and stretched by at most 1.35 between the axes. */
export function wholeMap(items: Items, layout: ManifestLayout, view: View, padding: number): Placed[] {
  const { x, y } = items.coordinates(layout);
  const [width, height] = [Math.max(layout.box.width, 1e-9), Math.max(layout.box.height, 1e-9)];
  const [fitX, fitY] = [(view.width - 2 * padding) / width, (view.height - 2 * padding) / height];
  const [scaleX, scaleY] = [Math.min(fitX, fitY * STRETCH), Math.min(fitY, fitX * STRETCH)];
  const side = Math.sqrt((COVER * 1.25 * width * height * scaleX * scaleY) / items.list.length);
  const left = (view.width - width * scaleX) / 2;
  const top = (view.height - height * scaleY) / 2;
  const placed = items.list.map((item, index) => sized(item, left + x[index]! * scaleX, top + y[index]! * scaleY, side));
  return move(placed, () => 0.9, 0.5);
}

/**
 * The part of the map round the item at `chosen`. The frame holds the item, and those at `near` as far as they fit, inside 60 % of the view;
 * pictures have about `side` units along the root of their area. Pictures wholly outside the view are left out.
 */
export function partOfMap(items: Items, layout: ManifestLayout, view: View, chosen: number, near: readonly number[], side: number): Placed[] {
  const { x, y } = items.coordinates(layout);
  const group = [chosen, ...near];
  const [left, right] = extent(group.map((index) => x[index]!));
  const [top, bottom] = extent(group.map((index) => y[index]!));
  const natural = Math.sqrt((items.list.length * side * side) / (COVER * Math.max(layout.box.width * layout.box.height, 1e-9)));
  const fitting = Math.min((view.width * FILLED - 2 * side) / Math.max(right - left, 1e-9), (view.height * FILLED - side) / Math.max(bottom - top, 1e-9));
  const scale = Math.min(Math.max(fitting, natural * LEAST), natural * MOST);
  // Pictures shrink with the root of the zoom, as on the map itself.
  const drawn = side * Math.min(1, Math.sqrt(scale / natural));
  // Where the group is too wide to be shown, the item itself stays in the frame.
  const about = (centre: number, of: number, extent: number): number => Math.min(Math.max(centre, of - (extent * FILLED) / 2 / scale), of + (extent * FILLED) / 2 / scale);
  const middle = { x: about((left + right) / 2, x[chosen]!, view.width), y: about((top + bottom) / 2, y[chosen]!, view.height) };
  const size = (index: number): number => (index === chosen ? drawn * 1.75 : near.includes(index) ? drawn * 1.25 : drawn);
  const placed = items.list.map((item, index) =>
    sized(item, view.width / 2 + (x[index]! - middle.x) * scale, view.height / 2 + (y[index]! - middle.y) * scale, size(index)));
  const seen = placed.filter((place) => touches(place, view));
  const ringed = seen.filter(({ item }) => group.includes(item.index));
  const rest = seen.filter(({ item }) => !group.includes(item.index));
  // First the neighbours make room for each other, so that none hides another; then all others make room for them.
  const firm = move(ringed, ({ item }) => (item.index === chosen ? 0 : 2), 5, RING);
  const free = move([...firm, ...rest], ({ item }) => (group.includes(item.index) ? 0 : 1.3), 4);
  return free.filter((place) => touches(place, view));
}

/** Equal area for every picture, in its own proportions; `side` is the root of that area. */
function sized(item: Item, x: number, y: number, side: number): Placed {
  const ratio = Math.sqrt(item.width / item.height);
  return { item, x, y, width: side * ratio, height: side / ratio };
}

/** Spreads pictures; `reach` is in picture widths, `ring` is room added to both sides together. */
function move(placed: readonly Placed[], reach: (place: Placed) => number, gap: number, ring = 0): Placed[] {
  const boxes: Box[] = placed.map((place) => ({
    x: place.x, y: place.y, width: place.width + ring, height: place.height + ring, reach: place.width * reach(place),
  }));
  const places = spread(boxes, gap);
  return placed.map((place, index) => ({ ...place, ...places[index]! }));
}

const touches = (place: Placed, view: View): boolean =>
  place.x + place.width / 2 > 0 && place.x - place.width / 2 < view.width && place.y + place.height / 2 > 0 && place.y - place.height / 2 < view.height;

const extent = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
