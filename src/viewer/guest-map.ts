/** A map as a guest of a page: in a write-up, or beside another. One state, one stage, no bars. */
import { fileUrl } from '../utils/base.ts';
import type { ViewState, Store } from './state.ts';
import { createStore } from './state.ts';
import { createCollection, type Collection } from './collection.ts';
import { part } from './dom.ts';
import { loadGallery, reader } from './load.ts';
import { mount, type MountOptions } from './mount.ts';
import { loadScript, Refusal } from './refusal.ts';
import type { View } from './view.ts';
import * as words from './words.ts';

export interface GuestMap {
  view: View;
  collection: Collection;
  store: Store;
}

export interface GuestOptions extends Pick<MountOptions, 'chose' | 'pointed' | 'nearCame' | 'aloud' | 'insets'> {
  /** What is shown first. */
  state: (collection: Collection) => ViewState;
  find: () => void;
}

/** Opens gallery `id` in `root`, which holds the parts of a stage. Throws a Refusal whose message is the sentence to show. */
export async function openGuestMap(root: HTMLElement, id: string, options: GuestOptions): Promise<GuestMap> {
  const canvas = part(root, 'canvas', HTMLCanvasElement);
  const context = canvas.getContext('webgl2', { alpha: true, antialias: true, depth: false, premultipliedAlpha: true });
  if (!context) throw new Refusal(words.noWebGlHere);
  const url = (path: string): string => fileUrl(id, path);
  const [gallery, { createStage }] = await Promise.all([loadGallery(url, fetch), loadScript(import('./stage.ts'))]);
  const stage = createStage({ canvas, context, manifest: gallery.manifest, items: gallery.items.list, url });
  const collection = createCollection(gallery, reader(url, fetch));
  const store = createStore(options.state(collection));
  const view = mount({
    ...options, root, collection, store, stage, isGuest: true,
    // A guest shows its whole layout at first, however small it is.
    isWide: () => true,
    keys: {
      escape() {
        if (store.now.item === null) return false;
        store.change({ item: null });
        return true;
      },
      find: () => options.find(),
    },
  });
  root.dataset.state = 'loading';
  await stage.loadPictures(() => view.redraw()).catch((error: unknown) => {
    throw new Refusal(words.fileMissing(error instanceof Error ? error.message : 'atlas'));
  });
  root.dataset.state = 'ready';
  return { view, collection, store };
}

/** Shows why there is no map: in the part “sentence” of `root`. */
export function showWhy(root: HTMLElement, error: unknown): void {
  if (!(error instanceof Refusal)) console.error(error);
  root.dataset.state = 'error';
  const line = part(root, 'sentence', HTMLElement);
  line.textContent = error instanceof Refusal ? error.message : words.unexpectedHere;
  line.hidden = false;
}
