/** Puts the map together: gallery, state, address, view, controls. Loaded when a map is going to be shown. */
import { fileUrl } from '../utils/base.ts';
import { followAddress, readAddress } from './address.ts';
import { chosenSentence, speak } from './aloud.ts';
import type { Insets } from './camera.ts';
import { createCollection, type Collection } from './collection.ts';
import { createControls } from './controls.ts';
import { part, setText } from './dom.ts';
import { createFilters } from './filters.ts';
import { createFind } from './find.ts';
import { listenToLassoSwitch } from './lasso.ts';
import { loadGallery, reader } from './load.ts';
import { mount } from './mount.ts';
import { createPanel } from './panel.ts';
import type { OnScreen } from './pick.ts';
import { loadScript, Refusal } from './refusal.ts';
import { createSelected } from './selected.ts';
import { listenToSheet } from './sheet.ts';
import type { Stage } from './stage.ts';
import { createStore, nearEncoder, type Store, type ViewState } from './state.ts';
import type { View } from './view.ts';
import * as words from './words.ts';

/** For tests and the curious: read-only. */
declare global {
  interface Window {
    latentMap?: {
      /** Frames drawn so far. */
      frames(): number;
      state(): ViewState;
      /** Middle and size of a picture in pixels of the page; null for an unknown id. */
      screenPosition(id: string): OnScreen | null;
      moving(): boolean;
      /** True once nothing moves and nothing is on its way. */
      resting(): boolean;
      /** Pictures that the last frame drew. */
      drawn(): number;
      /** Bytes of atlas pages in graphics memory. */
      textureBytes(): number;
      camera(): { x: number; y: number; zoom: number };
    };
  }
}

/** Opens the gallery that `root` names. `giveUp` shows the plain list with a sentence. */
export async function openMap(root: HTMLElement, canvas: HTMLCanvasElement, context: WebGL2RenderingContext, giveUp: (sentence: string) => void): Promise<void> {
  const galleryId = root.dataset.gallery ?? '';
  const url = (path: string): string => fileUrl(galleryId, path);
  try {
    const [gallery, { createStage }] = await Promise.all([loadGallery(url, fetch), loadScript(import('./stage.ts'))]);
    const stage = createStage({ canvas, context, manifest: gallery.manifest, items: gallery.items.list, url });
    const collection = createCollection(gallery, reader(url, fetch));
    const view = startMap(root, collection, stage);
    root.dataset.state = 'loading';
    watchContext(canvas, view, giveUp);
    await stage.loadPictures(() => view.redraw()).catch((error: unknown) => {
      throw new Refusal(words.fileMissing(error instanceof Error ? error.message : 'atlas'));
    });
    root.dataset.state = 'ready';
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    giveUp(error instanceof Refusal ? error.message : words.unexpected);
  }
}

function startMap(root: HTMLElement, collection: Collection, stage: Stage): View {
  const surface = part(root, 'stage', HTMLElement);
  const panelElement = part(root, 'panel', HTMLElement);
  const selectedBar = part(root, 'selected', HTMLElement);
  const aloud = part(root, 'aloud', HTMLElement);
  const read = readAddress(location.search, collection.choices);
  const store = createStore({ ...read, view: read.view === 'list' ? 'map' : read.view });
  const isWide = (): boolean => matchMedia('(min-width: 60rem)').matches;
  const isSheet = (): boolean => !matchMedia('(min-width: 60rem), (max-height: 29.99rem)').matches;
  const insets = (): Insets => {
    if (!panelElement.hidden && !isSheet()) return { right: panelElement.offsetWidth, bottom: 0 };
    const below = surface.getBoundingClientRect().bottom;
    if (!panelElement.hidden) return { right: 0, bottom: Math.max(0, below - (window.innerHeight - panelElement.offsetHeight)) };
    return { right: 0, bottom: isWide() || selectedBar.hidden ? 0 : selectedBar.offsetHeight };
  };

  const close = (): void => {
    store.change({ item: null });
    surface.focus({ preventScroll: true });
  };
  const panel = createPanel(panelElement, collection, {
    choose: (index) => store.change({ item: collection.item(index).id }), close, nearBy: (encoder) => store.change({ nearBy: encoder }),
  });
  const showPanel = (state: ViewState): void => {
    const index = collection.indexOf(state.item);
    if (index === null) {
      panel.hide();
      delete root.dataset.chosen;
    } else {
      root.dataset.chosen = state.item ?? '';
      panel.show(index, nearEncoder(state));
    }
  };
  // The panel and the bar of the selection come first: the camera looks at what they leave free.
  showPanel(store.now);
  store.listen((now, before) => {
    if (now.item !== before.item || now.encoder !== before.encoder || now.nearBy !== before.nearBy) showPanel(now);
  });
  createSelected(root, collection, store, (group) => view.fit(group));
  const view = mount({
    root, collection, store, stage, insets, isGuest: false, isWide, aloud,
    keys: {
      escape() {
        if (controls.closePopovers()) return true;
        if (find.isOpen) {
          find.close();
          return true;
        }
        if (store.now.view === 'table') store.change({ view: 'map' });
        else if (store.now.item !== null) close();
        else return false;
        return true;
      },
      find: () => find.open(),
    },
    chose: (byKeys) => { if (byKeys) panel.focus(); },
    pointed: () => {},
    nearCame() {
      showPanel(store.now);
      setText(aloud, chosenSentence(collection, store.now) ?? '');
    },
  });
  store.listen((now, before) => {
    speak(aloud, collection, now, before);
    // Once the map has been given up, the list stays: there is nothing left to draw on.
    if (root.dataset.state !== 'error') showListOrMap(now);
  });
  followAddress(store, collection.choices, { location, history, window });
  part(document, 'to-map', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'map' }));
  const controls = createControls(root, collection, store, view);
  createFilters(root, collection, store);
  listenToLassoSwitch(root, () => controls.closePopovers());
  showTableWhenAsked(root, collection, store);
  const find = createFind(root, collection, store, (index) => {
    store.change({ item: collection.item(index).id });
    panel.focus();
  });
  listenToSheet(panelElement, [part(root, 'handle', HTMLElement), ...panelElement.querySelectorAll<HTMLElement>('.panel-names')], isSheet, {
    close,
    open: () => location.assign(part(root, 'open', HTMLAnchorElement).href),
  });

  window.latentMap = {
    frames: () => view.framesDrawn,
    state: () => store.now,
    screenPosition(id) {
      const index = collection.indexOf(id);
      if (index === null) return null;
      const corner = surface.getBoundingClientRect();
      const box = view.screenPosition(index);
      return { ...box, x: box.x + corner.left, y: box.y + corner.top };
    },
    moving: () => view.moving,
    resting: () => view.resting,
    drawn: () => stage.drawn.length,
    textureBytes: () => stage.textureBytes,
    camera: () => ({ ...view.camera }),
  };
  return view;
}

/** The table is loaded when it is first asked for; it stands over the map, which waits under it. */
function showTableWhenAsked(root: HTMLElement, collection: Collection, store: Store): void {
  const box = part(root, 'table', HTMLElement);
  const show = async (state: ViewState, before: ViewState | null): Promise<void> => {
    const isTable = state.view === 'table';
    const wasTable = before?.view === 'table';
    box.hidden = !isTable;
    if (!isTable) {
      if (wasTable) part(root, 'stage', HTMLElement).focus({ preventScroll: true });
      return;
    }
    const { createTable } = await import('./table.ts');
    table ??= createTable(box, collection);
    table.show(state);
    if (!wasTable) part(box, 'table-title', HTMLElement).focus({ preventScroll: true });
  };
  let table: { show(state: ViewState): void } | null = null;
  part(box, 'table-close', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'map' }));
  void show(store.now, null);
  store.listen((now, before) => void show(now, before));
}

function showListOrMap(state: ViewState): void {
  const isList = state.view === 'list';
  document.documentElement.dataset.view = isList ? 'list' : 'map';
  part(document, 'to-map', HTMLButtonElement).hidden = !isList;
  if (isList) {
    window.scrollTo(0, 0);
    part(document, 'to-map', HTMLButtonElement).focus({ preventScroll: true });
  }
}

/** A lost context comes back after a moment; three then fills it again. Where it does not, the list takes over. */
function watchContext(canvas: HTMLCanvasElement, view: View, giveUp: (sentence: string) => void): void {
  let wait: ReturnType<typeof setTimeout> | undefined;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    wait = setTimeout(() => giveUp(words.lostWebGl), 5000);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(wait);
    view.redraw();
  });
}
