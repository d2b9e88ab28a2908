/** Which class colour each picture takes, where a collection has a label that it may be coloured by. */
import { classIndices, colouredLabel } from '../gallery/class-colours.ts';
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import type { Size } from './camera.ts';
import type { ViewState } from './state.ts';

/** One more than the index of each item's colour; 0 for an item without a value. Null where no label has colours. */
export function classesOf(manifest: Pick<Manifest, 'labels'>, items: readonly Pick<Item, 'labels'>[]): Uint8Array | null {
  const label = colouredLabel(manifest);
  if (!label) return null;
  const indices = classIndices(label);
  return Uint8Array.from(items, (item) => 1 + (indices.get(item.labels[label.column] ?? '') ?? -1));
}

/** Pixels of the frame that a picture of a size has in its colour; the same as in the shader. */
export const frameOf = ({ width, height }: Size): number => Math.min(4, Math.max(1.5, 0.09 * Math.min(width, height)));

/** Shows what the colours mean, or hides it. */
export function showColours(root: HTMLElement, { coloured }: Pick<ViewState, 'coloured'>): void {
  if (coloured) root.dataset.coloured = '';
  else delete root.dataset.coloured;
}
