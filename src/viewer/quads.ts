/** One merged geometry for all pictures: four corners an item. Software renderers draw it far faster than instances. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';
import { cellPlace, pictureInCell } from '../gallery/atlas.ts';
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import { parseColour } from './colours.ts';
import type { Places } from './places.ts';

type Atlas = Manifest['atlases'][number];

const CORNERS = [0, 0, 1, 0, 1, 1, 0, 1] as const;

export interface Quads {
  /** A geometry that draws the given items in their order; it shares all corners with the others. */
  geometry(items: readonly number[]): BufferGeometry;
  /** Changes what a geometry draws. */
  redraw(geometry: BufferGeometry, items: readonly number[]): void;
  /** Writes places into the corners. */
  place(places: Places): void;
}

export function createQuads(items: readonly Item[], small: Atlas | undefined, large: Atlas | undefined): Quads {
  const count = items.length;
  const corner = new Float32Array(count * 8);
  const place = new BufferAttribute(new Float32Array(count * 16), 4).setUsage(DynamicDrawUsage);
  const size = new BufferAttribute(new Float32Array(count * 8), 2).setUsage(DynamicDrawUsage);
  const colour = new Float32Array(count * 16);
  for (let index = 0; index < count; index += 1) {
    const item = items[index]!;
    const [red, green, blue] = parseColour(item.colour);
    corner.set(CORNERS, index * 8);
    four(colour, index, [red, green, blue, item.transparent ? 0 : 1]);
  }
  const attributes = {
    corner: new BufferAttribute(corner, 2), place, size, colour: new BufferAttribute(colour, 4),
    small: new BufferAttribute(boxesOnPage(items, small), 4), large: new BufferAttribute(boxesOnPage(items, large), 4),
  };
  const redraw = (geometry: BufferGeometry, drawn: readonly number[]): void => {
    const index = new Uint32Array(drawn.length * 6);
    drawn.forEach((item, at) => index.set([0, 1, 2, 0, 2, 3].map((offset) => item * 4 + offset), at * 6));
    geometry.setIndex(new BufferAttribute(index, 1));
  };
  return {
    geometry(drawn) {
      const geometry = new BufferGeometry();
      for (const [name, attribute] of Object.entries(attributes)) geometry.setAttribute(name, attribute);
      redraw(geometry, drawn);
      return geometry;
    },
    redraw,
    place(places) {
      for (let index = 0; index < count; index += 1) {
        four(place.array, index, [places.x[index]!, places.y[index]!, places.aside.x[index]!, places.aside.y[index]!]);
        four(size.array, index, [places.width[index]!, places.height[index]!]);
      }
      place.needsUpdate = true;
      size.needsUpdate = true;
    },
  };
}

/** Writes the same values for the four corners of an item. */
function four(array: { [index: number]: number }, item: number, values: readonly number[]): void {
  const start = item * 4 * values.length;
  for (let at = 0; at < 4 * values.length; at += 1) array[start + at] = values[at % values.length]!;
}

/** Left, top, right, bottom of every picture on its page, as shares of the page. */
function boxesOnPage(items: readonly Item[], shape: Atlas | undefined): Float32Array {
  const boxes = new Float32Array(items.length * 16);
  if (!shape) return boxes;
  const [width, height] = [shape.columns * shape.cell, shape.rows * shape.cell];
  items.forEach((item, index) => {
    const cell = cellPlace(item[shape.order], shape);
    const inside = pictureInCell(item.width, item.height, shape.cell);
    const [left, top] = [cell.left + inside.left, cell.top + inside.top];
    four(boxes, index, [left / width, top / height, (left + inside.width) / width, (top + inside.height) / height]);
  });
  return boxes;
}
