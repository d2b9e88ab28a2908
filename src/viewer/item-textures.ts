/** Facts and places of all items as textures: a row of texels an item, so that one call draws them all. */
import { DataTexture, FloatType, NearestFilter, RedFormat, RGBAFormat } from 'three';
import type { Item } from '../gallery/items.ts';
import type { Places } from './places.ts';

/** Texels in a row of these textures. */
const TEXELS = 1024;

/** A texture with four numbers for each of `count` items, to be read by texelFetch. */
export function createTexels(count: number): DataTexture {
  const rows = Math.max(1, Math.ceil(count / TEXELS));
  const texture = new DataTexture(new Float32Array(TEXELS * rows * 4), TEXELS, rows, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

const valuesOf = (texture: DataTexture): Float32Array => texture.image.data as Float32Array;

/** Colour as a whole number, place by `spread`, place by `near`, width over height: negative where the picture is see-through. */
export function itemTexels(items: readonly Item[]): DataTexture {
  const texture = createTexels(items.length);
  const values = valuesOf(texture);
  items.forEach((item, index) => {
    const ratio = item.width / item.height;
    values.set([Number.parseInt(item.colour.slice(1), 16), item.spread, item.near, item.transparent ? -ratio : ratio], 4 * index);
  });
  return texture;
}

/** One byte an item: its class colour as `classesOf` tells it; zeros where there are none. */
export function classTexels(classes: Uint8Array | null, count: number): DataTexture {
  const values = new Uint8Array(TEXELS * Math.max(1, Math.ceil(count / TEXELS)));
  if (classes) values.set(classes);
  const texture = new DataTexture(values, TEXELS, values.length / TEXELS, RedFormat);
  texture.needsUpdate = true;
  return texture;
}

/** Places as two textures: true place and aside; width, height, zoom from which it is drawn, and the delay of its move in milliseconds. */
export interface PlaceTexels {
  place: DataTexture;
  size: DataTexture;
  write(places: Places, delays: Float32Array | null): void;
}

export function createPlaceTexels(count: number): PlaceTexels {
  const [place, size] = [createTexels(count), createTexels(count)];
  return {
    place, size,
    write({ x, y, aside, width, height, appears }, delays) {
      const [places, sizes] = [valuesOf(place), valuesOf(size)];
      for (let index = 0; index < count; index += 1) {
        const at = 4 * index;
        places[at] = x[index]!;
        places[at + 1] = y[index]!;
        places[at + 2] = aside.x[index]!;
        places[at + 3] = aside.y[index]!;
        sizes[at] = width[index]!;
        sizes[at + 1] = height[index]!;
        // Shaders do not agree about what infinity is.
        sizes[at + 2] = Math.min(appears[index]!, 1e9);
        sizes[at + 3] = delays ? delays[index]! : 0;
      }
      place.needsUpdate = true;
      size.needsUpdate = true;
    },
  };
}
