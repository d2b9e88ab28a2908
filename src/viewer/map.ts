/** Puts the map together: gallery, state, address, view, controls. Loaded when a map is going to be shown. */
import { fileUrl, itemUrl } from '../utils/base.ts';
import { followAddress, readAddress } from './address.ts';
import type { Insets, Size } from './camera.ts';
import { createCollection, type Collection } from './collection.ts';
import { createControls } from './controls.ts';
import { part, setText } from './dom.ts';
import { createFind } from './find.ts';
import { listenToGestures } from './gestures.ts';
import { listenToKeys, ZOOM_STEP } from './keys.ts';
import { loadGallery, reader, Refusal } from './load.ts';
import { createMiniMap } from './minimap.ts';
import { createOverlay } from './overlay.ts';
import { createPanel } from './panel.ts';
import { nearestTo, pictureTowards, type OnScreen } from './pick.ts';
import { listenToSheet } from './sheet.ts';
import { createStore, nearEncoder, type Store, type ViewState } from './state.ts';
import { createView, type View } from './view.ts';
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
      camera(): { x: number; y: number; zoom: number };
    };
  }
}

/** Opens the gallery that `root` names. `giveUp` shows the plain list with a sentence. */
export async function openMap(root: HTMLElement, canvas: HTMLCanvasElement, context: WebGL2RenderingContext, giveUp: (sentence: string) => void): Promise<void> {
  const galleryId = root.dataset.gallery ?? '';
  const url = (path: string): string => fileUrl(galleryId, path);
  try {
    const [gallery, { createStage }] = await Promise.all([loadGallery(url, fetch), import('./stage.ts')]);
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

function startMap(root: HTMLElement, collection: Collection, stage: Parameters<typeof createView>[0]['stage']): View {
  const surface = part(root, 'stage', HTMLElement);
  const panelElement = part(root, 'panel', HTMLElement);
  const aloud = part(root, 'aloud', HTMLElement);
  const store = createStore({ ...readAddress(location.search, collection.choices), view: 'map' });
  const isWide = (): boolean => matchMedia('(min-width: 60rem)').matches;
  const isSheet = (): boolean => !matchMedia('(min-width: 60rem), (max-height: 29.99rem)').matches;
  const sizeOf = (): Size => ({ width: Math.max(1, surface.clientWidth), height: Math.max(1, surface.clientHeight) });
  const density = (): number => Math.min(3, window.devicePixelRatio || 1);
  const insets = (): Insets => {
    if (panelElement.hidden) return { right: 0, bottom: 0 };
    if (!isSheet()) return { right: panelElement.offsetWidth, bottom: 0 };
    const below = surface.getBoundingClientRect().bottom;
    return { right: 0, bottom: Math.max(0, below - (window.innerHeight - panelElement.offsetHeight)) };
  };

  const choose = (index: number): void => store.change({ item: collection.item(index).id });
  const close = (): void => {
    store.change({ item: null });
    surface.focus({ preventScroll: true });
  };
  const panel = createPanel(panelElement, collection, { choose, close, nearBy: (encoder) => store.change({ nearBy: encoder }) });
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
  const mini = createMiniMap(part(root, 'mini', HTMLElement), part(root, 'mini-canvas', HTMLCanvasElement), part(root, 'mini-window', HTMLElement), isWide, {
    goTo: (point) => view.goTo(point),
    fit: () => view.fit(),
  });
  const view = createView({
    stage, overlay: createOverlay(part(root, 'overlay', HTMLElement)), mini, collection, state: store.now, size: sizeOf(), density: density(), insets, isWide,
    calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  // The panel comes first: the camera looks at what it leaves free.
  showPanel(store.now);
  view.show(store.now, null);
  const fetchNear = (now: ViewState): void => {
    const index = collection.indexOf(now.item);
    if (index === null) return;
    void collection.fetchNear(index).then((came) => {
      if (!came || store.now.item !== now.item) return;
      showPanel(store.now);
      view.nearCame();
    });
  };
  fetchNear(store.now);
  store.listen((now, before) => {
    if (now.item !== before.item) fetchNear(now);
    if (now.item !== before.item || now.encoder !== before.encoder || now.nearBy !== before.nearBy) showPanel(now);
    view.show(now, before);
    speak(aloud, collection, now, before);
    // Once the map has been given up, the list stays: there is nothing left to draw on.
    if (root.dataset.state !== 'error') showListOrMap(now);
  });
  followAddress(store, collection.choices, { location, history, window });
  part(document, 'to-map', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'map' }));
  const controls = createControls(root, collection, store);
  const find = createFind(root, collection, (index) => {
    choose(index);
    panel.focus();
  });

  listenToGestures(surface, {
    start: () => view.stop(),
    pan: (dx, dy) => view.pan(dx, dy),
    zoom: (at, factor) => view.zoom(at, factor),
    tap(at) {
      view.setCursor(null);
      const index = view.pictureAt(at);
      if (index !== null) choose(index);
      else store.change({ item: null });
    },
    doubleTap: (at) => view.zoomStep(2, at),
    hover(at) {
      view.hover(at);
      surface.dataset.over = String(at !== null && view.pictureAt(at) !== null);
    },
    end: () => view.redraw(),
  });
  walkByKeys(root, surface, store, view, collection, {
    escape() {
      if (controls.closePopovers()) return true;
      if (find.isOpen) {
        find.close();
        return true;
      }
      if (store.now.item === null) return false;
      close();
      return true;
    },
    find: () => find.open(),
    opened: () => panel.focus(),
  });
  listenToSheet(panelElement, [part(root, 'handle', HTMLElement), ...panelElement.querySelectorAll<HTMLElement>('.panel-names')], isSheet, {
    close,
    open: () => location.assign(part(root, 'open', HTMLAnchorElement).href),
  });
  part(root, 'zoom-in', HTMLButtonElement).addEventListener('click', () => view.zoomStep(ZOOM_STEP));
  part(root, 'zoom-out', HTMLButtonElement).addEventListener('click', () => view.zoomStep(1 / ZOOM_STEP));
  part(root, 'fit', HTMLButtonElement).addEventListener('click', () => view.fit());

  watchSize(surface, () => view.resize(sizeOf(), density()));
  watchTheme(() => view.readTheme());
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
    camera: () => ({ ...view.camera }),
  };
  return view;
}

interface Walking {
  escape(): boolean;
  find(): void;
  opened(): void;
}

function walkByKeys(root: HTMLElement, surface: HTMLElement, store: Store, view: View, collection: Collection, walking: Walking): void {
  let cursor: number | null = null;
  const aloud = part(root, 'aloud', HTMLElement);
  const drop = (): void => {
    cursor = null;
    view.setCursor(null);
  };
  surface.addEventListener('blur', drop);
  surface.addEventListener('pointerdown', drop);
  store.listen(drop);
  listenToKeys(document, surface, () => document.documentElement.dataset.view === 'map', {
    walk(direction) {
      const passes = collection.passes(store.now.filter);
      const from = cursor ?? collection.indexOf(store.now.item);
      // The first step goes to the picture in the middle of the stage.
      const next = from === null ? nearestTo(view.places, view.camera, passes) : pictureTowards(view.places, from, direction, passes) ?? from;
      if (next === null) return;
      cursor = next;
      view.setCursor(next);
      setText(aloud, collection.item(next).title);
    },
    enter() {
      const chosen = collection.indexOf(store.now.item);
      if (cursor === null && chosen === null) return;
      if (cursor === null || cursor === chosen) {
        const item = collection.item(cursor ?? chosen!);
        location.assign(itemUrl(collection.gallery.manifest.id, item.slug));
        return;
      }
      store.change({ item: collection.item(cursor).id });
      walking.opened();
    },
    escape: () => walking.escape(),
    zoom: (factor) => view.zoomStep(factor),
    fit: () => view.fit(),
    find: () => walking.find(),
  });
}

function speak(aloud: HTMLElement, collection: Collection, now: ViewState, before: ViewState): void {
  const index = collection.indexOf(now.item);
  const { manifest, items } = collection.gallery;
  if (index !== null && (now.item !== before.item || now.nearBy !== before.nearBy)) {
    const encoder = nearEncoder(now);
    setText(aloud, words.chosenAloud(collection.item(index).title, collection.encoderName(encoder), collection.near(index, encoder).map((near) => collection.item(near.index).title)));
  } else if (now.item !== before.item) setText(aloud, words.closedAloud);
  else if (now.layout !== before.layout || now.encoder !== before.encoder) setText(aloud, words.layoutAloud(now.layout, collection.encoderName(now.encoder)));
  else if (now.filter !== before.filter) {
    const passes = collection.passes(now.filter);
    setText(aloud, words.filterAloud(items.list.filter((item) => passes(item.index)).length, manifest.count, manifest.noun));
  }
}

function showListOrMap(state: ViewState): void {
  document.documentElement.dataset.view = state.view;
  part(document, 'to-map', HTMLButtonElement).hidden = state.view === 'map';
  if (state.view === 'list') {
    window.scrollTo(0, 0);
    part(document, 'to-map', HTMLButtonElement).focus({ preventScroll: true });
  }
}

function watchSize(surface: HTMLElement, changed: () => void): void {
  let known = `${surface.clientWidth} × ${surface.clientHeight}`;
  new ResizeObserver(() => {
    const now = `${surface.clientWidth} × ${surface.clientHeight}`;
    // While the list is shown the stage has no size; it comes back as it was.
    if (now === known || surface.clientWidth === 0) return;
    known = now;
    changed();
  }).observe(surface);
}

function watchTheme(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
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
