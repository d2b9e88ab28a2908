/** Where every picture stands and how large it is, one value an item. */
export interface Places {
  /** True places in world units. */
  x: Float32Array;
  y: Float32Array;
  /** How far a picture is moved aside so that it does not cover others: pixels at zoom 1, growing as pictures grow. */
  aside: { x: Float32Array; y: Float32Array };
  /** Size in pixels at zoom 1. */
  width: Float32Array;
  height: Float32Array;
  /** Exponent with which pictures grow with the zoom: ½ on maps, 1 in grids. */
  exponent: number;
}

export function emptyPlaces(count: number, exponent: number): Places {
  const zeros = (): Float32Array => new Float32Array(count);
  return { x: zeros(), y: zeros(), aside: { x: zeros(), y: zeros() }, width: zeros(), height: zeros(), exponent };
}

/** Copies values; both have as many items. */
export function copyPlaces(from: Places, to: Places): void {
  to.x.set(from.x);
  to.y.set(from.y);
  to.aside.x.set(from.aside.x);
  to.aside.y.set(from.aside.y);
  to.width.set(from.width);
  to.height.set(from.height);
  to.exponent = from.exponent;
}

export function clonePlaces(places: Places): Places {
  const copy = emptyPlaces(places.x.length, places.exponent);
  copyPlaces(places, copy);
  return copy;
}
