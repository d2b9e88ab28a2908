/** The published pictures of all items. */
import { imageSizesOf } from '../../src/gallery/image-sizes.ts';
import { imagePath } from '../../src/gallery/paths.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { GalleryFile } from './folder.ts';

/** A file for every item of each of `sizes` that it is published in. */
export function imageFiles(items: readonly PreparedItem[], slugs: readonly string[], sizes: readonly number[]): GalleryFile[] {
  return items.flatMap((item, index) => imageSizesOf(sizes, item).map((size, place) => ({
    path: imagePath(slugs[index]!, size),
    bytes: async () => (await item.thumbnails())[place]!.bytes,
  })));
}
