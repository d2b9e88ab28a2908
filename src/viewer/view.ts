/** The moving map: camera, places and marks follow the state; a frame is drawn only when one of them changed. */
import * as cameras from './camera.ts';
import type { Camera, Insets, Point, Size } from './camera.ts';
import { cameraFor, placesFor } from './choice.ts';
import type { Collection } from './collection.ts';
import { easeInOut } from './ease.ts';
import { densest, SMALL_START } from './fit.ts';
import { createFrames } from './frames.ts';
import type { MiniMap } from './minimap.ts';
import type { Overlay } from './overlay.ts';
import { onScreen, pictureAt, type OnScreen } from './pick.ts';
import type { Places } from './places.ts';
import type { Stage } from './stage.ts';
import { nearEncoder, type ViewState } from './state.ts';
import { choiceTiming, createTransition, jump, layoutTiming, type Timing } from './transition.ts';

export interface View {
  /** Shows a state; `before` is what was shown, null at the start. */
  show(now: ViewState, before: ViewState | null): void;
  resize(size: Size, density: number): void;
  readTheme(): void;
  /** The nearest of the chosen picture have arrived. */
  nearCame(): void;
  redraw(): void;
  stop(): void;
  pan(dx: number, dy: number): void;
  zoom(at: Point, factor: number): void;
  /** Zooms in a short flight, about a point or the middle of the free part. */
  zoomStep(factor: number, at?: Point): void;
  fit(): void;
  goTo(point: Point): void;
  hover(at: Point | null): void;
  pictureAt(at: Point): number | null;
  /** The keyboard's picture; null hides its ring. */
  setCursor(index: number | null): void;
  screenPosition(index: number): OnScreen;
  readonly places: Places;
  readonly camera: Camera;
  readonly framesDrawn: number;
  readonly moving: boolean;
}

export interface ViewParts {
  stage: Stage;
  overlay: Overlay;
  mini: MiniMap;
  collection: Collection;
  state: ViewState;
  size: Size;
  density: number;
  /** What panel and sheet cover. */
  insets: () => Insets;
  isWide: () => boolean;
  calm: () => boolean;
}

export function createView({ stage, overlay, mini, collection, state: initial, size: initialSize, density, insets, isWide, calm }: ViewParts): View {
  let state = initial;
  let size = initialSize;
  let base = collection.places(state.layout, state.encoder, size);
  let camera = home();
  let flight: { from: Camera; to: Camera; start: number; time: number } | null = null;
  let cursor: number | null = null;
  let over: number | null = null;
  let touched = false;
  let wheelRest = 0;
  const transition = createTransition(base);
  const frames = createFrames(draw, requestAnimationFrame);
  stage.resize(size, density);
  stage.readTheme();
  stage.place(base);

  function home(): Camera {
    const seen = cameras.whole(size, { right: 0, bottom: 0 });
    if (isWide() || state.layout === 'grid' || size.width > size.height) return seen;
    const place = densest(base, size, SMALL_START);
    return { ...place, zoom: SMALL_START };
  }

  const chosen = (): number | null => collection.indexOf(state.item);
  const nearOf = (index: number): number[] => collection.near(index, nearEncoder(state)).map((near) => near.index);
  const hold = (next: Camera): Camera => cameras.held(next, { left: 0, top: 0, right: size.width, bottom: size.height }, insets());

  function draw(now: number): boolean {
    const flying = flight !== null;
    if (flight) {
      const share = flight.time === 0 ? 1 : (now - flight.start) / flight.time;
      camera = cameras.between(flight.from, flight.to, easeInOut(share));
      if (share >= 1) flight = null;
    }
    if (transition.step(now)) stage.place(transition.places);
    const moving = flight !== null || transition.moving;
    stage.draw({ places: transition.places, camera, still: !moving && !flying && now > wheelRest });
    drawOverlay();
    // One more frame after a wheel's last step, with sharp edges.
    return moving || flying || now <= wheelRest;
  }

  function drawOverlay(): void {
    const at = (index: number): OnScreen => onScreen(transition.places, index, camera, size);
    const index = chosen();
    overlay.ranks(index === null ? [] : nearOf(index).map(at));
    const named = over ?? cursor;
    overlay.tag(named === null || named === index ? null : collection.item(named).title, named === null ? null : at(named));
    overlay.cursor(cursor === null ? null : at(cursor));
    const isWhole = camera.zoom <= 1.05;
    mini.follow(camera, size, isWide() ? state.layout !== 'grid' || !isWhole : !isWhole && state.layout !== 'grid');
  }

  function fly(to: Camera): void {
    const target = hold(to);
    flight = { from: camera, to: target, start: performance.now(), time: calm() ? 0 : cameras.flightTime(camera, target, size) };
    frames.ask();
  }

  function move(target: Places, timing: Timing): void {
    transition.to(target, performance.now(), calm() ? jump : timing);
    if (!transition.moving) stage.place(transition.places);
    frames.ask();
  }

  function bringToFront(): void {
    const index = chosen();
    const near = index === null ? [] : nearOf(index);
    const passes = collection.passes(state.filter);
    const items = index !== null ? [...near.toReversed(), index]
      : state.filter.length > 0 ? collection.gallery.items.list.map((item) => item.index).filter(passes) : null;
    stage.front({ items, chosen: index, near });
    mini.dots(base, size, index, index === null ? passes : () => true);
    frames.ask();
  }

  /** Places and camera for the state; the camera stays where it is unless a choice or another layout moves it. */
  function arrange(timing: Timing, moves: 'choice' | 'layout' | 'none'): void {
    base = collection.places(state.layout, state.encoder, size);
    const index = chosen();
    if (index === null) {
      move(base, timing);
      if (moves === 'layout') fly(home());
    } else {
      const group = [index, ...nearOf(index)];
      const to = moves === 'none' ? camera : hold(cameraFor(base, group, camera, size, insets()));
      move(placesFor(base, index, group.slice(1), to.zoom), timing);
      if (moves !== 'none') fly(to);
    }
    bringToFront();
  }

  const stop = (): void => {
    if (flight) flight = null;
  };
  const set = (next: Camera): void => {
    camera = hold(next);
    touched = true;
    frames.ask();
  };

  return {
    show(now, before) {
      state = now;
      if (before === null) arrange(jump, now.item === null ? 'none' : 'choice');
      else if (now.layout !== before.layout || now.encoder !== before.encoder) {
        touched = false;
        cursor = null;
        arrange(layoutTiming, 'layout');
      } else if (now.item !== before.item || now.nearBy !== before.nearBy) arrange(choiceTiming, now.item === null ? 'none' : 'choice');
      else if (now.filter !== before.filter) bringToFront();
    },
    resize(next, nextDensity) {
      const old = size;
      size = next;
      stage.resize(size, nextDensity);
      base = collection.places(state.layout, state.encoder, size);
      flight = null;
      // What was in the middle stays there; a map that was not touched yet starts anew.
      camera = touched || state.item !== null ? hold({ x: (camera.x / old.width) * size.width, y: (camera.y / old.height) * size.height, zoom: camera.zoom }) : home();
      arrange(jump, state.item === null ? 'none' : 'choice');
    },
    readTheme() {
      stage.readTheme();
      bringToFront();
    },
    nearCame: () => arrange(choiceTiming, 'choice'),
    redraw: () => frames.ask(),
    stop,
    pan: (dx, dy) => set(cameras.panned(camera, dx, dy)),
    zoom(at, factor) {
      wheelRest = performance.now() + 120;
      set(cameras.zoomedAt(camera, size, at, factor));
    },
    zoomStep(factor, at) {
      const covered = insets();
      // Steps in quick succession add up.
      const from = at ? camera : flight?.to ?? camera;
      touched = true;
      fly(cameras.zoomedAt(from, size, at ?? { x: (size.width - covered.right) / 2, y: (size.height - covered.bottom) / 2 }, factor));
    },
    fit() {
      touched = false;
      fly(cameras.whole(size, insets()));
    },
    goTo: (point) => set(cameras.centredOn(point, camera.zoom, insets())),
    hover(at) {
      const next = at === null ? null : pictureAt(transition.places, camera, size, at, { reach: 1, first: frontItems() });
      if (next === over) return;
      over = next;
      frames.ask();
    },
    pictureAt: (at) => pictureAt(transition.places, camera, size, at, { first: frontItems(), allowed: state.item === null ? collection.passes(state.filter) : () => true }),
    setCursor(index) {
      cursor = index;
      if (index !== null) {
        const covered = insets();
        const box = onScreen(transition.places, index, camera, size);
        const edge = 40;
        const dx = Math.min(0, box.x - box.width / 2 - edge) + Math.max(0, box.x + box.width / 2 + edge - (size.width - covered.right));
        const dy = Math.min(0, box.y - box.height / 2 - edge) + Math.max(0, box.y + box.height / 2 + edge - (size.height - covered.bottom));
        if (dx !== 0 || dy !== 0) fly(cameras.panned(camera, -dx, -dy));
      }
      frames.ask();
    },
    screenPosition: (index) => onScreen(transition.places, index, camera, size),
    get places() { return transition.places; },
    get camera() { return camera; },
    get framesDrawn() { return frames.drawn; },
    get moving() { return flight !== null || transition.moving; },
  };

  function frontItems(): number[] {
    const index = chosen();
    return index === null ? [] : [index, ...nearOf(index)];
  }
}
