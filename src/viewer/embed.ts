/** A map inside a write-up. It is loaded when it comes near the screen, and never holds the page's scroll. */
import { galleryUrl } from '../utils/base.ts';
import { readAddress, writeAddress } from './address.ts';
import { chosenSentence } from './aloud.ts';
import { showColours } from './classes.ts';
import { part, setText } from './dom.ts';
import { openGuestMap, showWhy, type GuestMap } from './guest-map.ts';

export async function openEmbed(root: HTMLElement): Promise<void> {
  const { gallery = '', view: address = '' } = root.dataset;
  const says = part(root, 'says', HTMLElement);
  const link = part(root, 'link', HTMLAnchorElement);
  const resting = says.textContent;
  try {
    const open = openGuestMap(root, gallery, {
      state: (collection) => ({ ...readAddress(`?${address}`, collection.choices), view: 'map' }),
      chose: () => {},
      pointed: () => {},
      nearCame: () => void open.then(show),
      find: () => {},
      insets: () => ({ right: 0, bottom: 0 }),
      aloud: part(root, 'aloud', HTMLElement),
    });
    const show = ({ collection, store }: GuestMap): void => {
      showColours(root, store.now);
      setText(says, chosenSentence(collection, store.now) ?? resting);
      link.href = galleryUrl(gallery) + writeAddress(store.now, collection.choices);
    };
    const map = await open;
    show(map);
    map.store.listen(() => show(map));
  } catch (error) {
    showWhy(root, error);
  }
}
