/**
 * The chosen picture as large as it is published, over its cell on the map: fetched once the map rests and shows it larger
 * than the sharpest atlas does. Until it has arrived, and where it does not, the atlas's picture stays.
 */
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import { imagePath } from '../gallery/paths.ts';
import { fileUrl } from '../utils/base.ts';
import { make } from './dom.ts';
import type { OnScreen } from './pick.ts';

export interface Full {
  /** Where the chosen picture is on the stage; null hides it. `frame`: pixels at its edges that stay free. `rests`: nothing moves. */
  show(item: Item | null, box: OnScreen | null, frame: number, rests: boolean): void;
}

/** The size to fetch for a picture of `pixels` device pixels on its longer side; null where the atlas is as sharp, or there is none. */
export function sizeFor({ atlases, imageSizes }: Pick<Manifest, 'atlases' | 'imageSizes'>, pixels: number): number | null {
  const sharpest = Math.max(0, ...atlases.map(({ cell }) => cell));
  if (pixels <= sharpest) return null;
  const size = imageSizes.find((candidate) => candidate >= pixels) ?? imageSizes.at(-1);
  return size !== undefined && size > sharpest ? size : null;
}

export function createFull(layer: HTMLElement, manifest: Manifest): Full {
  const picture = make('img', 'map-full');
  picture.alt = '';
  picture.hidden = true;
  layer.prepend(picture);
  let wanted = '';
  let size = 0;
  const want = (item: Item, box: OnScreen): void => {
    const pixels = Math.max(box.width, box.height) * window.devicePixelRatio;
    const needed = sizeFor(manifest, pixels);
    if (needed === null || (wanted === item.slug && needed <= size)) return;
    wanted = item.slug;
    size = needed;
    const next = new Image();
    next.src = fileUrl(manifest.id, imagePath(item.slug, needed));
    next.decode().then(() => {
      // Another may have been chosen meanwhile.
      if (wanted !== item.slug || size !== needed) return;
      picture.src = next.src;
      picture.dataset.slug = item.slug;
    }, () => {});
  };
  return {
    show(item, box, frame, rests) {
      if (item && box && rests) want(item, box);
      if (item?.slug !== wanted) [wanted, size] = ['', 0];
      picture.hidden = !item || !box || picture.dataset.slug !== item.slug;
      if (!item || !box || picture.hidden) return;
      const [left, top] = [Math.round(box.x - box.width / 2 + frame), Math.round(box.y - box.height / 2 + frame)];
      picture.style.width = `${Math.round(box.width - 2 * frame)}px`;
      picture.style.height = `${Math.round(box.height - 2 * frame)}px`;
      picture.style.transform = `translate(${left}px, ${top}px)`;
      picture.classList.toggle('hair', !item.transparent);
    },
  };
}
