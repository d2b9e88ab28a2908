/** The pictures as three draws them: one mesh for all, one for those in front, both from the same textures. */
import { BufferAttribute, BufferGeometry, type DataTexture, DynamicDrawUsage, Vector2, Vector3, Vector4, type IUniform } from 'three';
import { CLASS_COLOURS } from '../gallery/class-colours.ts';
import type { Item } from '../gallery/items.ts';
import type { Colour } from './colours.ts';
import { classTexels, createPlaceTexels, createTexels, itemTexels } from './item-textures.ts';
import type { Level } from './levels.ts';
import { growthOf, type Places } from './places.ts';
import type { PageArray } from './page-array.ts';
import { CURVE_STEPS, MOST_LEVELS } from './shaders.ts';
import type { Move } from './transition.ts';
import type { ItemList } from './visible.ts';

const CORNERS_OF_TWO_TRIANGLES = [0, 1, 2, 0, 2, 3] as const;

/** A geometry without corners of its own: the shader finds an item by the number of the corner. Drawing a list is writing indices. */
export function createItemGeometry(most: number): { geometry: BufferGeometry; list(items: ItemList): void } {
  const corners = new Uint32Array(most * 6);
  const index = new BufferAttribute(corners, 1).setUsage(DynamicDrawUsage);
  const geometry = new BufferGeometry();
  geometry.setIndex(index);
  return {
    geometry,
    list({ items, length }) {
      for (let place = 0; place < length; place += 1) {
        const first = items[place]! * 4;
        for (let corner = 0; corner < 6; corner += 1) corners[place * 6 + corner] = first + CORNERS_OF_TWO_TRIANGLES[corner]!;
      }
      index.clearUpdateRanges();
      index.addUpdateRange(0, length * 6);
      index.needsUpdate = true;
      geometry.setDrawRange(0, length * 6);
    },
  };
}

export interface Pictures {
  uniforms: Record<string, IUniform>;
  /** Writes where pictures stand; with a move, where they come from as well. */
  place(places: Places, move: Move | null): void;
  /** Sets how far the move is and how large pictures are at a zoom. */
  advance(places: Places, move: Move | null, zoom: number): void;
  /** Colours of classes; none of them where pictures are not coloured. */
  colour(classes: readonly Colour[]): void;
  /** Writes which pages are in memory. */
  pages(layers: readonly Int16Array[]): void;
}

/** `classes`: as `classesOf` tells them. */
export function createPictures(items: readonly Item[], classes: Uint8Array | null, levels: readonly Level[], first: PageArray | null, others: PageArray | null): Pictures {
  const [from, to] = [createPlaceTexels(items.length), createPlaceTexels(items.length)];
  const table: DataTexture = createTexels(levels.reduce((sum, { atlas }) => sum + atlas.pages.length, 0));
  const entries = table.image.data as Float32Array;
  const drawn = levels.slice(0, MOST_LEVELS);
  let entry = 0;
  const grid = new Int32Array(4 * MOST_LEVELS).fill(1);
  drawn.forEach(({ atlas }, level) => {
    grid.set([atlas.columns, atlas.rows, atlas.cell, entry], 4 * level);
    entry += atlas.pages.length;
  });
  const uniforms = {
    larger: { value: new Vector2(1, 1) }, move: { value: new Vector3() }, curve: { value: new Float32Array(CURVE_STEPS + 1) },
    itemFacts: { value: itemTexels(items) }, classes: { value: classTexels(classes, items.length) }, classColours: { value: Array.from({ length: CLASS_COLOURS + 1 }, () => new Vector4()) }, fromPlace: { value: from.place }, fromSize: { value: from.size }, toPlace: { value: to.place }, toSize: { value: to.size },
    levels: { value: drawn.length }, grid: { value: grid }, byNear: { value: Array.from({ length: MOST_LEVELS }, (_, level) => (drawn[level]?.atlas.order === 'near' ? 1 : 0)) },
    table: { value: table }, firstPages: { value: first?.texture ?? null }, otherPages: { value: others?.texture ?? null },
    arrays: { value: new Vector4(first?.width ?? 1, first?.height ?? 1, others?.width ?? 1, others?.height ?? 1) },
    smallest: { value: new Vector2((first?.versions ?? 1) - 1, (others?.versions ?? 1) - 1) },
  };
  return {
    uniforms,
    place(places, move) {
      to.write(places, move?.delays ?? null);
      if (!move) return;
      from.write(move.from, null);
      uniforms.curve.value.forEach((_, step, curve) => { curve[step] = move.timing.ease(step / CURVE_STEPS); });
    },
    advance(places, move, zoom) {
      uniforms.larger.value.set(growthOf(move?.from ?? places, zoom), growthOf(places, zoom));
      if (move) uniforms.move.value.set(move.elapsed, move.timing.duration - move.timing.stagger, move.timing.duration);
      else uniforms.move.value.set(0, 1, 0);
    },
    colour(colours) {
      // The first is that of pictures without a class.
      uniforms.classColours.value.forEach((value, at) => value.set(...(colours[at - 1] ?? [0, 0, 0, 0])));
    },
    pages(layers) {
      let at = 0;
      for (const level of layers.slice(0, MOST_LEVELS)) for (const layer of level) entries[4 * at++] = layer;
      table.needsUpdate = true;
    },
  };
}
