/** The drawing of a large map that the pages of its images share. */
import type { Items } from '../gallery/items.ts';
import { mainEncoder } from '../gallery/main-encoder.ts';
import type { Manifest, ManifestLayout } from '../gallery/manifest.ts';
import { findLayout } from '../utils/grid.ts';
import { dotsPath, fitted, type Points } from './scatter.ts';

export const MAP_DRAWING = { width: 800, height: 600, margin: 14 };

/** From so many items on, pages show where an item lies on the whole map in place of the part round it, which weighs more and takes half a second to draw at 2,000. */
const LARGE = 500;

export const isLarge = ({ count }: Pick<Manifest, 'count'>): boolean => count > LARGE;

/** The map that pages of images speak of. */
export function pageMap(manifest: Manifest): ManifestLayout | undefined {
  const main = mainEncoder(manifest).id;
  return findLayout(manifest, main, 'tsne') ?? findLayout(manifest, main, 'pca');
}

const placed = new WeakMap<Items, Points>();

/** Places on the drawing, worked out once. */
export function pointsOnMap(items: Items, layout: ManifestLayout): Points {
  const known = placed.get(items);
  if (known) return known;
  const points = fitted(items.coordinates(layout), layout.box, MAP_DRAWING);
  placed.set(items, points);
  return points;
}

/** An SVG file of all points, in one colour. */
export function pointsFile(items: Items, layout: ManifestLayout): string {
  const path = dotsPath(pointsOnMap(items, layout), items.list.map((item) => item.index));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_DRAWING.width} ${MAP_DRAWING.height}"><path d="${path}" fill="none" stroke="#000" stroke-width="2.2" stroke-linecap="round"/></svg>`;
}
