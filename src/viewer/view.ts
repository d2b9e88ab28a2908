/** The moving map: places, marks and camera follow the state; a frame is drawn only when one of them changed. */
import type { Seen } from './annotate.ts';
import * as cameras from './camera.ts';
import type { Camera, Insets, Point, Size } from './camera.ts';
import { cameraFor, placesFor } from './choice.ts';
import type { Collection } from './collection.ts';
import { densest, SMALL_START } from './fit.ts';
import { createFrames } from './frames.ts';
import { isMap } from './layout-name.ts';
import type { MiniMap } from './minimap.ts';
import { createMovingCamera, type MovingCameraParts, type Steering } from './moving-camera.ts';
import { middlesOnScreen, onScreen, pictureAt, type OnScreen } from './pick.ts';
import type { Places } from './places.ts';
import { indicesOf } from './selection.ts';
import type { Stage } from './stage.ts';
import { nearEncoder, selectsSame, type ViewState } from './state.ts';
import { choiceTiming, createTransition, jump, layoutTiming, type Timing } from './transition.ts';

export interface View extends Steering {
  /** Shows a state; one with another layout as soon as its places are worked out. */
  show(now: ViewState): void;
  resize(size: Size, density: number): void;
  readTheme(): void;
  /** The nearest of the chosen picture have arrived. */
  nearCame(): void;
  redraw(): void;
  hover(at: Point | null): void;
  /** Names a picture as if the pointer were on it. */
  point(index: number | null): void;
  pictureAt(at: Point): number | null;
  /** The keyboard's picture; null hides its ring. */
  setCursor(index: number | null): void;
  screenPosition(index: number): OnScreen;
  /** Middles of all pictures in pixels of the stage. */
  middles(): { x: Float32Array; y: Float32Array };
  /** Shows or hides the names on the map. */
  showNames(shown: boolean): void;
  readonly places: Places;
  readonly camera: Camera;
  readonly framesDrawn: number;
  readonly moving: boolean;
  /** Nothing moves, no frame is asked for, and no page of the atlas is on its way: unless somebody does something, no more is drawn. */
  readonly resting: boolean;
}

export interface ViewParts extends Pick<MovingCameraParts, 'calm' | 'rested'> {
  stage: Stage;
  annotate: (seen: Seen) => void;
  mini: MiniMap;
  collection: Collection;
  state: ViewState;
  size: Size;
  density: number;
  /** What panel and sheet cover. */
  insets: () => Insets;
  isWide: () => boolean;
}

export function createView({ stage, annotate, mini, collection, state: initial, size: initialSize, density, insets, isWide, calm, rested }: ViewParts): View {
  let state = initial;
  let asked = initial;
  let shown = false;
  let size = initialSize;
  let base = collection.places(state.layout, state.encoder, size);
  let cursor: number | null = null;
  let over: number | null = null;
  let namesShown = true;
  const transition = createTransition(base);
  const frames = createFrames(draw, requestAnimationFrame);
  const camera = createMovingCamera({
    start: home(), size: () => size, insets, places: () => base, calm, clock: () => performance.now(), ask: () => frames.ask(), rested,
  });
  stage.resize(size, density);
  stage.readTheme();
  stage.colour(state.coloured);
  stage.place(transition);

  function home(): Camera {
    const seen = cameras.whole(size, { right: 0, bottom: 0 });
    if (isWide() || !isMap(state.layout) || size.width > size.height) return seen;
    const place = densest(base, size, SMALL_START);
    return { ...place, zoom: SMALL_START };
  }

  const chosen = (): number | null => collection.indexOf(state.item);
  const nearOf = (index: number): number[] => collection.near(index, nearEncoder(state)).map((near) => near.index);

  function draw(now: number): boolean {
    const wasMoving = transition.moving;
    transition.step(now);
    if (wasMoving && !transition.moving) stage.place(transition);
    const rests = !camera.step(now) && !transition.moving;
    stage.draw({ transition, camera: camera.now, still: rests });
    const index = chosen();
    annotate({ state, transition, camera: camera.now, size, chosen: index, near: index === null ? [] : nearOf(index), over, cursor, namesShown, rests });
    return !rests;
  }

  /** Where a picture is now on the stage. */
  function at(index: number): OnScreen {
    return onScreen(transition.at(index, camera.now.zoom), 0, camera.now, size);
  }

  function move(target: Places, timing: Timing): void {
    transition.to(target, performance.now(), calm() ? jump : timing);
    stage.place(transition);
    frames.ask();
  }

  function bringToFront(): void {
    const index = chosen();
    const near = index === null ? [] : nearOf(index);
    const passes = collection.passes(state);
    const items = index !== null ? [...near.toReversed(), index]
      : collection.selection(state).isAll ? null : indicesOf(collection.selection(state).inside);
    stage.front({ items, chosen: index, near });
    mini.dots(base, size, index, index === null ? passes : () => true);
    frames.ask();
  }

  /** Places and camera for the state; the camera stays where it is unless a choice or another layout moves it. */
  function arrange(timing: Timing, moves: 'choice' | 'layout' | 'none'): void {
    base = collection.places(state.layout, state.encoder, size);
    const index = chosen();
    if (moves !== 'none') camera.taken(moves);
    if (index === null) {
      move(base, timing);
      if (moves === 'layout') camera.fly(home());
    } else {
      const group = [index, ...nearOf(index)];
      const to = moves === 'none' ? camera.now : cameraFor(base, group, camera.now, size, insets());
      move(placesFor(base, index, group.slice(1), to.zoom), timing);
      if (moves !== 'none') camera.fly(to);
    }
    bringToFront();
  }

  function change(now: ViewState, before: ViewState): void {
    if (now.coloured !== before.coloured) {
      stage.colour(now.coloured);
      frames.ask();
    }
    if (now.layout !== before.layout || now.encoder !== before.encoder) {
      cursor = null;
      arrange(layoutTiming, 'layout');
    } else if (now.item !== before.item || now.nearBy !== before.nearBy) arrange(choiceTiming, now.item === null ? 'none' : 'choice');
    else if (!selectsSame(now, before)) bringToFront();
  }

  /** Goes over to a state whose layout is known. */
  function settle(now: ViewState): void {
    const before = state;
    const isFirst = !shown;
    [state, shown] = [now, true];
    if (isFirst) arrange(jump, now.item === null ? 'none' : 'choice');
    else change(now, before);
    camera.sit(now.seat, isFirst);
  }

  const { stop, glide, pan, zoom, zoomStep, fit, goTo } = camera;
  return {
    stop, glide, pan, zoom, zoomStep, fit, goTo,
    show(now) {
      asked = now;
      const { layout, encoder } = now;
      if (shown && (layout !== state.layout || encoder !== state.encoder) && !collection.isArranged(layout, encoder, size)) {
        // What was asked for last is shown once its places are known; until then the map stays as it is.
        void collection.arrange(layout, encoder, size).then(() => { if (asked.layout === layout && asked.encoder === encoder) settle(asked); });
      } else settle(now);
    },
    resize(next, nextDensity) {
      const old = size;
      size = next;
      stage.resize(size, nextDensity);
      base = collection.places(state.layout, state.encoder, size);
      camera.resized(old, state.item === null ? home() : null);
      arrange(jump, state.item === null ? 'none' : 'choice');
    },
    readTheme() {
      stage.readTheme();
      bringToFront();
    },
    nearCame: () => arrange(choiceTiming, state.seat === null ? 'choice' : 'none'),
    redraw: () => frames.ask(),
    hover(at) {
      point(at === null ? null : pictureAt(transition.places, camera.now, size, at, { reach: 1, first: frontItems(), among: stage.drawn }));
    },
    point,
    showNames(shown) {
      namesShown = shown;
      frames.ask();
    },
    pictureAt: (at) => pictureAt(transition.places, camera.now, size, at, { first: frontItems(), among: stage.drawn, allowed: state.item === null ? collection.passes(state) : () => true }),
    setCursor(index) {
      cursor = index;
      if (index !== null) {
        const { x, y } = cameras.outOfSight(at(index), size, insets());
        if (x !== 0 || y !== 0) camera.fly(cameras.panned(camera.now, -x, -y));
      }
      frames.ask();
    },
    screenPosition: at,
    middles: () => middlesOnScreen(transition.places, camera.now, size),
    get places() { return transition.places; },
    get camera() { return camera.now; },
    get framesDrawn() { return frames.drawn; },
    get moving() { return isMoving(); },
    get resting() { return !isMoving() && !frames.asked && !stage.isLoading; },
  };

  function isMoving(): boolean {
    return asked !== state || camera.moving || transition.moving;
  }

  function point(index: number | null): void {
    if (index === over) return;
    over = index;
    frames.ask();
  }

  function frontItems(): number[] {
    const index = chosen();
    return index === null ? [] : [index, ...nearOf(index)];
  }
}
