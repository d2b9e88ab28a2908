/** The published pictures of all items. */
import { imagePath } from '../../src/gallery/paths.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { GalleryFile } from './folder.ts';

/** A file of each of `sizes` for every item. */
export function imageFiles(items: readonly PreparedItem[], slugs: readonly string[], sizes: readonly number[]): GalleryFile[] {
  return items.flatMap((item, index) => sizes.map((size, place) => ({
    path: imagePath(slugs[index]!, size),
    bytes: async () => (await item.thumbnails())[place]!.bytes,
  })));
}
