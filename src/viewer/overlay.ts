/** What stands over the pictures as text: ranks, the name under the pointer, the keyboard's ring. */
import { make, setText } from './dom.ts';
import type { OnScreen } from './pick.ts';

export interface Overlay {
  /** Rank discs at the upper right corners of the nearest, first to last. */
  ranks(boxes: readonly OnScreen[]): void;
  /** A name over a picture; null hides it. */
  tag(name: string | null, box: OnScreen | null): void;
  /** The keyboard's ring round a picture; null hides it. */
  cursor(box: OnScreen | null): void;
}

export function createOverlay(layer: HTMLElement): Overlay {
  const tag = make('span', 'map-tag');
  const cursor = make('span', 'map-cursor');
  const discs: HTMLElement[] = [];
  tag.hidden = true;
  cursor.hidden = true;
  layer.append(cursor, tag);
  return {
    ranks(boxes) {
      while (discs.length < boxes.length) {
        const disc = make('span', 'map-rank', String(discs.length + 1));
        discs.push(disc);
        layer.append(disc);
      }
      discs.forEach((disc, place) => {
        const box = boxes[place];
        disc.hidden = !box;
        // Later ranks lie under earlier ones, as the pictures do.
        disc.style.zIndex = String(discs.length - place);
        if (box) disc.style.transform = `translate(${box.x + box.width / 2 + 1.5}px, ${box.y - box.height / 2 - 1.5}px)`;
      });
    },
    tag(name, box) {
      tag.hidden = name === null || box === null;
      if (name === null || box === null) return;
      setText(tag, name);
      const room = { width: tag.offsetWidth, height: tag.offsetHeight };
      const left = Math.max(4, Math.min(layer.clientWidth - room.width - 4, box.x - room.width / 2));
      const above = box.y - box.height / 2 - room.height - 7;
      const top = above > 4 ? above : box.y + box.height / 2 + 7;
      tag.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    cursor(box) {
      cursor.hidden = box === null;
      if (!box) return;
      const room = 4;
      cursor.style.width = `${box.width + 2 * room}px`;
      cursor.style.height = `${box.height + 2 * room}px`;
      cursor.style.transform = `translate(${box.x - box.width / 2 - room}px, ${box.y - box.height / 2 - room}px)`;
    },
  };
}
