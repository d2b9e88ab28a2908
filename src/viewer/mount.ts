/** A live map in an element of a page: view, gestures, keys, size and theme. The map's page, Compare and write-ups share it. */
import { itemUrl } from '../utils/base.ts';
import { createAnnotate } from './annotate.ts';
import type { Insets, Size } from './camera.ts';
import type { Collection } from './collection.ts';
import { optionalPart, part, setText } from './dom.ts';
import { createFull } from './full.ts';
import { listenToGestures } from './gestures.ts';
import { beGuest } from './guest.ts';
import { listenToKeys, ZOOM_STEP } from './keys.ts';
import { listenToLasso } from './lasso.ts';
import { createMiniMap, type MiniMap } from './minimap.ts';
import { createOverlay } from './overlay.ts';
import { nearestTo, pictureTowards } from './pick.ts';
import { selectedOf } from './selected.ts';
import type { Stage } from './stage.ts';
import type { Store } from './state.ts';
import { createView, type View } from './view.ts';

export interface MountOptions {
  /** Holds the parts “stage”, “canvas” and “overlay”; where it has them, “mini” and the buttons of the zoom as well. */
  root: HTMLElement;
  collection: Collection;
  store: Store;
  stage: Stage;
  /** What covers the stage. */
  insets: () => Insets;
  /** A guest in a page that scrolls: the wheel and one finger belong to the page. */
  isGuest: boolean;
  /** Keys that work wherever the focus is; a guest's work on its stage only. */
  keys: { escape(): boolean; find(): void };
  isWide: () => boolean;
  /** A visitor chose a picture: with the keyboard, or else by touch or pointer. */
  chose: (byKeys: boolean) => void;
  /** The pointer or the keyboard is on a picture. */
  pointed: (index: number | null) => void;
  /** The nearest of the chosen picture have arrived. */
  nearCame: () => void;
  aloud: HTMLElement;
}

export function mount(options: MountOptions): View {
  const { root, collection, store, isGuest, isWide } = options;
  const surface = part(root, 'stage', HTMLElement);
  const sizeOf = (): Size => ({ width: Math.max(1, surface.clientWidth), height: Math.max(1, surface.clientHeight) });
  const density = (): number => Math.min(3, window.devicePixelRatio || 1);
  const layer = part(root, 'overlay', HTMLElement);
  const mini = miniOf(root, isWide, () => view);
  const view: View = createView({
    stage: options.stage, annotate: createAnnotate({ overlay: createOverlay(layer), full: createFull(layer, collection.gallery.manifest), mini, collection, isWide }), mini, collection, state: store.now,
    size: sizeOf(), density: density(), insets: options.insets, isWide,
    calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    rested: (seat) => store.change({ seat }),
  });
  view.show(store.now);
  const fetchNear = (item: string | null): void => {
    const index = collection.indexOf(item);
    if (index === null) return;
    void collection.fetchNear(index).then((came) => {
      if (!came || store.now.item !== item) return;
      options.nearCame();
      view.nearCame();
    });
  };
  fetchNear(store.now.item);
  store.listen((now, before) => {
    if (now.item !== before.item) fetchNear(now.item);
    view.show(now);
  });

  // Both come before the map's own gestures, and keep from them what is not theirs.
  if (isGuest) beGuest(surface);
  else listenToLasso(root, surface, layer, view, (lasso) => store.change({ lasso, item: null }));
  listenToGestures(surface, {
    start: () => view.stop(),
    pan: (dx, dy) => view.pan(dx, dy),
    zoom: (at, factor) => view.zoom(at, factor),
    tap(at) {
      view.setCursor(null);
      const index = view.pictureAt(at);
      store.change({ item: index === null ? null : collection.item(index).id });
      if (index !== null) options.chose(false);
    },
    doubleTap: (at) => view.zoomStep(2, at),
    hover(at) {
      view.hover(at);
      const index = at === null ? null : view.pictureAt(at);
      surface.dataset.over = String(index !== null);
      options.pointed(index);
    },
    end: (speed) => view.glide(speed),
  });
  walk(options, surface, view);
  optionalPart(root, 'zoom-in', HTMLButtonElement)?.addEventListener('click', () => view.zoomStep(ZOOM_STEP));
  optionalPart(root, 'zoom-out', HTMLButtonElement)?.addEventListener('click', () => view.zoomStep(1 / ZOOM_STEP));
  optionalPart(root, 'fit', HTMLButtonElement)?.addEventListener('click', () => view.fit(null));
  watchSize(surface, () => view.resize(sizeOf(), density()));
  watchTheme(() => view.readTheme());
  return view;
}

function miniOf(root: HTMLElement, isWide: () => boolean, view: () => View): MiniMap {
  const box = optionalPart(root, 'mini', HTMLElement);
  if (!box) return { dots: () => {}, follow: () => {} };
  return createMiniMap(box, part(root, 'mini-canvas', HTMLCanvasElement), part(root, 'mini-window', HTMLElement), isWide, {
    goTo: (point) => view().goTo(point),
    fit: () => view().fit(null),
  });
}

/** The keyboard's picture: arrows walk, Enter chooses, and Enter on the chosen one opens its page. */
function walk({ collection, store, isGuest, keys, chose, pointed, aloud }: MountOptions, surface: HTMLElement, view: View): void {
  let cursor: number | null = null;
  const drop = (): void => {
    cursor = null;
    view.setCursor(null);
  };
  surface.addEventListener('blur', drop);
  surface.addEventListener('pointerdown', drop);
  store.listen((now, before) => {
    if (now.seat === before.seat || now.item !== before.item) drop();
  });
  listenToKeys(isGuest ? surface : document, surface, () => isGuest || document.documentElement.dataset.view === 'map', {
    walk(direction) {
      const passes = collection.passes(store.now);
      const from = cursor ?? collection.indexOf(store.now.item);
      // The first step goes to the picture in the middle of the stage.
      const next = from === null ? nearestTo(view.places, view.camera, passes) : pictureTowards(view.places, from, direction, passes) ?? from;
      if (next === null) return;
      cursor = next;
      view.setCursor(next);
      pointed(next);
      setText(aloud, collection.item(next).title);
    },
    enter() {
      const chosen = collection.indexOf(store.now.item);
      const index = cursor ?? chosen;
      if (index === null) return;
      const item = collection.item(index);
      if (index === chosen) location.assign(itemUrl(collection.gallery.manifest.id, item.slug));
      else {
        store.change({ item: item.id });
        chose(true);
      }
    },
    escape: () => keys.escape(),
    zoom: (factor) => view.zoomStep(factor),
    fit: () => view.fit(null),
    fitSelected: () => view.fit(selectedOf(collection, store.now)),
    find: () => keys.find(),
  });
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
