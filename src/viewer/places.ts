/** Where every picture stands and how large it is, one value an item. */
import { MOST_ZOOM } from './camera.ts';

export interface Places extends Growth {
  /** True places in world units. */
  x: Float32Array;
  y: Float32Array;
  /** How far a picture is moved aside so that it does not cover others: pixels at zoom 1, growing as pictures grow. */
  aside: { x: Float32Array; y: Float32Array };
  /** Size in pixels at zoom 1, before `least` and `most`. */
  width: Float32Array;
  height: Float32Array;
  /** The closest zoom. */
  deepest: number;
  /** Zoom from which a picture is drawn; 0 where there is always room for it. See pyramid.ts. Never written into: copies share it. */
  appears: Float32Array;
}

/** How pictures grow with the zoom. */
export interface Growth {
  /** ½ on maps, 1 in grids. */
  exponent: number;
  /** They are never drawn smaller than this many times their size, nor larger than that; below the whole they shrink with it. */
  least: number;
  most: number;
}

/** How much larger pictures are drawn at a zoom than their size. On a map clusters open as one comes closer. */
export function growthOf({ exponent, least, most }: Growth, zoom: number): number {
  const larger = Math.min(most, Math.max(least, Math.max(1, zoom) ** exponent));
  return zoom < 1 ? larger * zoom : larger;
}

/** Zooms by this much from where a picture appears until it has its full size. */
export const APPEARING = 1.15;

/** Share of its size that a picture has at a zoom: 0 before it appears, 1 soon after. */
export function presence(appears: number, zoom: number): number {
  if (zoom >= appears * APPEARING) return 1;
  return zoom < appears ? 0 : 0.5 + (0.5 * (zoom / appears - 1)) / (APPEARING - 1);
}

export function emptyPlaces(count: number, exponent: number): Places {
  const zeros = (): Float32Array => new Float32Array(count);
  return { x: zeros(), y: zeros(), aside: { x: zeros(), y: zeros() }, width: zeros(), height: zeros(), appears: zeros(), exponent, least: 0, most: Infinity, deepest: MOST_ZOOM };
}

/** A copy to change; `appears` is shared. */
export const clonePlaces = (places: Places): Places => ({
  ...places, x: places.x.slice(), y: places.y.slice(), width: places.width.slice(), height: places.height.slice(),
  aside: { x: places.aside.x.slice(), y: places.aside.y.slice() },
});
