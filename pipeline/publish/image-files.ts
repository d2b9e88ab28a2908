/** The published pictures of all items. */
import { imagePath } from '../../src/gallery/paths.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { GalleryFile } from './folder.ts';

export function imageFiles(items: readonly PreparedItem[], slugs: readonly string[]): GalleryFile[] {
  return items.flatMap((item, index) => item.images.map((image) => ({ path: imagePath(slugs[index]!, image.size), bytes: image.bytes })));
}
