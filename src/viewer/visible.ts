/** Which pictures a frame draws: those that have appeared and lie on the stage. */
import type { Camera, Size } from './camera.ts';
import { growthOf, type Places } from './places.ts';
import { halfway, type Move } from './transition.ts';

/** A list that is filled anew for every frame, without new memory. */
export interface ItemList {
  items: Uint32Array;
  length: number;
}

export const createItemList = (most: number): ItemList => ({ items: new Uint32Array(most), length: 0 });

/** Items of `order` that stand on the stage in `to`, or in the second half of the way there; in its first half those of where they come from. Order is kept. */
export function collectVisible(order: ArrayLike<number>, move: Move | null, to: Places, camera: Camera, stage: Size, into: ItemList): void {
  into.length = 0;
  const from = move?.from ?? null;
  const turn = move ? move.elapsed - halfway(move.timing) : 0;
  const half = { x: stage.width / 2 / camera.zoom, y: stage.height / 2 / camera.zoom };
  const reach = Math.max(reachOf(to, camera.zoom), from ? reachOf(from, camera.zoom) : 0);
  const [left, right] = [camera.x - half.x, camera.x + half.x];
  const [top, bottom] = [camera.y - half.y, camera.y + half.y];
  for (let place = 0; place < order.length; place += 1) {
    const item = order[place]!;
    const { appears } = move && turn < move.delays[item]! ? move.from : to;
    if (appears[item]! > camera.zoom) continue;
    const near = reach * Math.max(reachingOut(to, item), from ? reachingOut(from, item) : 0);
    const [x, y] = [to.x[item]!, to.y[item]!];
    const [otherX, otherY] = from ? [from.x[item]!, from.y[item]!] : [x, y];
    if (Math.max(x, otherX) + near < left || Math.min(x, otherX) - near > right || Math.max(y, otherY) + near < top || Math.min(y, otherY) - near > bottom) continue;
    into.items[into.length] = item;
    into.length += 1;
  }
}

/** How far from its place a picture reaches at most, in pixels at zoom 1. */
const reachingOut = ({ aside, width, height }: Places, item: number): number =>
  Math.abs(aside.x[item]!) + Math.abs(aside.y[item]!) + (width[item]! + height[item]!) / 2;

/** World units to a pixel of size at zoom 1. */
const reachOf = (places: Places, zoom: number): number => growthOf(places, zoom) / zoom;

/** Drawing order: representatives last, so that they lie on those that appear later. */
export function drawingOrder({ appears }: Places, items: Uint32Array): Uint32Array {
  // Bits of numbers that are not negative are in their order: with the item beside them they are sorted as plain numbers, several times faster.
  const bits = new Uint32Array(appears.buffer, appears.byteOffset, appears.length);
  const keys = Float64Array.from(items, (item) => (2 ** 31 - bits[item]!) * appears.length + item).sort();
  return Uint32Array.from(keys, (key) => key % appears.length);
}
