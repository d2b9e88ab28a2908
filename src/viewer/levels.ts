/** The levels of an atlas as the map draws from them: which page and cell of a level holds a picture. */
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';

type Atlas = Manifest['atlases'][number];

/** The first level covers the whole map with few pages; the others are for what is looked at. */
export interface Level {
  atlas: Atlas;
  /** Cells of a page. */
  perPage: number;
  /** The page of every item. */
  pageOf: Uint16Array;
  /** How often the sides of a page can be halved while its cells stay apart and whole, plus one. */
  versions: number;
}

/** From small to large cells. */
export function levelsOf(manifest: Manifest, items: readonly Item[]): Level[] {
  return manifest.atlases.toSorted((a, b) => a.cell - b.cell).map((atlas) => {
    const perPage = atlas.columns * atlas.rows;
    return {
      atlas, perPage,
      pageOf: Uint16Array.from(items, (item) => Math.floor(item[atlas.order] / perPage)),
      versions: Math.max(1, Math.min(4, Math.floor(Math.log2(atlas.cell)) - 1, trailingHalves(atlas.cell) + 1)),
    };
  });
}

/** The level to draw pictures of `pixels` device pixels from: the first whose cells are not enlarged by more than a little. */
export function levelFor(levels: readonly Level[], pixels: number): number {
  const sharp = levels.findIndex(({ atlas }) => pixels <= (atlas.cell - 2) * MOST_ENLARGED);
  return sharp < 0 ? levels.length - 1 : sharp;
}

const MOST_ENLARGED = 1.3;

const trailingHalves = (value: number): number => 31 - Math.clz32(value & -value);
