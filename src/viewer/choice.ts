/** What a choice does to the map: the chosen picture and its nearest grow and give way, and the camera comes to them. */
import { centredOn, limitZoom, MOST_ZOOM, whole, type Camera, type Insets, type Size } from './camera.ts';
import { clonePlaces, growthOf, type Places } from './places.ts';
import { settle } from './settle.ts';

export const CHOSEN_LARGER = 1.75;
const NEAR_LARGER = 1.25;
/** Share of the free part of the stage that the chosen picture and its nearest may fill. */
const FILL = 0.6;
/** The camera comes at least this close where the group allows it. */
const CLOSE = 1.7;
/** Most that a neighbour gives way, in its own widths. */
const GIVE_WAY = 2;
/** Room round a picture for ring and rank, in pixels. */
const RING_ROOM = 9;

/** The camera that shows the picture and its nearest inside the free part of the stage; it comes closer where it is far. */
export const cameraFor = (places: Places, group: readonly number[], now: Camera, stage: Size, insets: Insets): Camera =>
  cameraAround(places, group, Math.max(now.zoom, CLOSE), stage, insets);

/** The camera that shows a group of pictures as large as they can be, or with null, or where the group is spread wide, the whole layout. */
export function cameraToFit(places: Places, group: readonly number[] | null, stage: Size, insets: Insets): Camera {
  const all = whole(stage, insets);
  const close = group && cameraAround(places, group, MOST_ZOOM, stage, insets);
  return close && close.zoom > all.zoom ? close : all;
}

/** As close as `closest`, with one picture at least, inside the free part of the stage. */
function cameraAround(places: Places, group: readonly number[], closest: number, stage: Size, insets: Insets): Camera {
  const free = { width: stage.width - insets.right, height: stage.height - insets.bottom };
  const [left, right] = rangeOf(group, (index) => places.x[index]!);
  const [top, bottom] = rangeOf(group, (index) => places.y[index]!);
  const [, width] = rangeOf(group, (index) => places.width[index]! + Math.abs(places.aside.x[index]!));
  const [, height] = rangeOf(group, (index) => places.height[index]! + Math.abs(places.aside.y[index]!));
  const fills = (zoom: number): boolean => {
    const larger = growthOf(places, zoom) * NEAR_LARGER;
    return (right - left) * zoom + width * larger <= free.width * FILL && (bottom - top) * zoom + height * larger <= free.height * FILL;
  };
  let zoom = limitZoom(closest, places.deepest);
  // Steps of 3 % away from the pictures until the group fits; a group that never fits is shown from as far as the map allows.
  while (!fills(zoom) && zoom > 0.55) zoom *= 0.97;
  return centredOn({ x: (left + right) / 2, y: (top + bottom) / 2 }, limitZoom(zoom, places.deepest), insets);
}

/** Smallest and largest. A group can be too large to be an argument list. */
function rangeOf(group: readonly number[], value: (index: number) => number): [number, number] {
  return group.reduce<[number, number]>(([least, most], index) => [Math.min(least, value(index)), Math.max(most, value(index))], [Infinity, -Infinity]);
}

/** Places with the chosen picture ×1.75 and its nearest ×1.25, moved aside until none of them hides another at `zoom`. */
export function placesFor(base: Places, chosen: number, near: readonly number[], zoom: number): Places {
  const places = clonePlaces(base);
  const group = [chosen, ...near];
  const larger = growthOf(base, zoom);
  // The chosen picture stands at its own place; others start where the map has them.
  const boxes = {
    x: Float32Array.from(group, (index) => base.x[index]! * zoom + base.aside.x[index]! * larger),
    y: Float32Array.from(group, (index) => base.y[index]! * zoom + base.aside.y[index]! * larger),
    width: Float32Array.from(group, (index, place) => base.width[index]! * larger * (place === 0 ? CHOSEN_LARGER : NEAR_LARGER) + RING_ROOM),
    height: Float32Array.from(group, (index, place) => base.height[index]! * larger * (place === 0 ? CHOSEN_LARGER : NEAR_LARGER) + RING_ROOM),
    reach: Float32Array.from(group, (index, place) => (place === 0 ? 0 : base.width[index]! * larger * NEAR_LARGER * GIVE_WAY)),
  };
  const moved = settle(boxes, 8);
  group.forEach((index, place) => {
    const factor = place === 0 ? CHOSEN_LARGER : NEAR_LARGER;
    places.width[index]! *= factor;
    places.height[index]! *= factor;
    places.aside.x[index]! += moved.x[place]! / larger;
    places.aside.y[index]! += moved.y[place]! / larger;
  });
  return places;
}
