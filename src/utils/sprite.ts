/** Cuts one picture out of an atlas page: as a CSS background or as a window in an SVG. */
import { cellPlace, pictureInCell } from '../gallery/atlas.ts';
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';

export type Atlas = Manifest['atlases'][number];

export interface Cut {
  /** Page of the atlas, from 0. */
  page: number;
  /** Path of the page inside the gallery. */
  path: string;
  /** The picture on the page, in pixels of the page. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Size of the whole page. */
  pageWidth: number;
  pageHeight: number;
}

/** The smallest atlas whose pictures are at least `pixels` long, else the largest one. */
export function atlasFor(manifest: Manifest, pixels: number): Atlas | undefined {
  const bySize = manifest.atlases.toSorted((first, second) => first.cell - second.cell);
  return bySize.find((atlas) => atlas.cell >= pixels) ?? bySize.at(-1);
}

/** Where an item's picture lies in an atlas. */
export function cut(item: Item, atlas: Atlas): Cut {
  const place = cellPlace(item[atlas.order], atlas);
  const inside = pictureInCell(item.width, item.height, atlas.cell);
  return {
    page: place.page,
    path: atlas.pages[place.page]!,
    left: place.left + inside.left,
    top: place.top + inside.top,
    width: inside.width,
    height: inside.height,
    pageWidth: atlas.columns * atlas.cell,
    pageHeight: atlas.rows * atlas.cell,
  };
}

/** `background-size` and `background-position` in per cent, so that the sprite scales with its box. */
export function backgroundOf(picture: Cut): { size: string; position: string } {
  const spare = (whole: number, part: number): number => Math.max(1, whole - part);
  return {
    size: `${round((100 * picture.pageWidth) / picture.width)}% ${round((100 * picture.pageHeight) / picture.height)}%`,
    position: `${round((100 * picture.left) / spare(picture.pageWidth, picture.width))}% ${round((100 * picture.top) / spare(picture.pageHeight, picture.height))}%`,
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
