/** The moving map: camera, places and marks follow the state; a frame is drawn only when one of them changed. */
import type { Seen } from './annotate.ts';
import * as cameras from './camera.ts';
import type { Camera, Insets, Point, Size } from './camera.ts';
import { cameraFor, cameraToFit, placesFor } from './choice.ts';
import type { Collection } from './collection.ts';
import { easeInOut } from './ease.ts';
import { densest, SMALL_START } from './fit.ts';
import { createFrames } from './frames.ts';
import { createGlide } from './glide.ts';
import { isMap } from './layout-name.ts';
import type { MiniMap } from './minimap.ts';
import { middlesOnScreen, onScreen, pictureAt, type OnScreen } from './pick.ts';
import type { Places } from './places.ts';
import { extentOf, fromSeat, toSeat } from './seat.ts';
import { createSeating } from './seating.ts';
import type { Stage } from './stage.ts';
import { indicesOf } from './selection.ts';
import { nearEncoder, selectsSame, type Seat, type ViewState } from './state.ts';
import { choiceTiming, createTransition, jump, layoutTiming, type Timing } from './transition.ts';

export interface View {
  /** Shows a state; one with another layout as soon as its places are worked out. */
  show(now: ViewState): void;
  resize(size: Size, density: number): void;
  readTheme(): void;
  /** The nearest of the chosen picture have arrived. */
  nearCame(): void;
  redraw(): void;
  stop(): void;
  /** Goes on at a speed in pixels a millisecond, ever slower. */
  glide(speed: Point): void;
  pan(dx: number, dy: number): void;
  zoom(at: Point, factor: number): void;
  /** Zooms in a short flight, about a point or the middle of the free part. */
  zoomStep(factor: number, at?: Point): void;
  /** Shows some pictures, or with null all of them. */
  fit(group: readonly number[] | null): void;
  goTo(point: Point): void;
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
}

export interface ViewParts {
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
  calm: () => boolean;
  /** The camera came to rest where a visitor, not a choice or a layout, brought it; null: it shows the whole again. */
  rested: (seat: Seat | null) => void;
}

export function createView({ stage, annotate, mini, collection, state: initial, size: initialSize, density, insets, isWide, calm, rested }: ViewParts): View {
  let state = initial;
  let asked = initial;
  let shown = false;
  let size = initialSize;
  let base = collection.places(state.layout, state.encoder, size);
  let camera = home();
  let flight: { from: Camera; to: Camera; start: number; time: number } | null = null;
  let cursor: number | null = null;
  let over: number | null = null;
  let touched = false;
  let wheelRest = 0;
  let namesShown = true;
  const transition = createTransition(base);
  const frames = createFrames(draw, requestAnimationFrame);
  const glide = createGlide();
  const seating = createSeating(null, () => (flight ? null : toSeat(camera, extentOf(base))), rested);
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
  const hold = (next: Camera): Camera => cameras.held(next, { left: 0, top: 0, right: size.width, bottom: size.height }, insets());

  function draw(now: number): boolean {
    const flying = flight !== null;
    if (flight) {
      const share = flight.time === 0 ? 1 : (now - flight.start) / flight.time;
      camera = cameras.between(flight.from, flight.to, easeInOut(share));
      if (share >= 1) flight = null;
    }
    const wasMoving = transition.moving;
    transition.step(now);
    if (wasMoving && !transition.moving) stage.place(transition);
    const glided = glide.step(now);
    if (glided) set(cameras.panned(camera, glided.x, glided.y));
    const moving = flight !== null || transition.moving || glided !== null;
    const rests = !moving && !flying && now > wheelRest;
    stage.draw({ transition, camera, still: rests });
    const index = chosen();
    annotate({ state, transition, camera, size, chosen: index, near: index === null ? [] : nearOf(index), over, cursor, namesShown, rests });
    // One more frame after a wheel's last step, with sharp edges.
    return moving || flying || now <= wheelRest;
  }

  /** Where a picture is now on the stage. */
  function at(index: number): OnScreen {
    return onScreen(transition.at(index, camera.zoom), 0, camera, size);
  }

  function fly(to: Camera): void {
    const target = hold(to);
    flight = { from: camera, to: target, start: performance.now(), time: calm() ? 0 : cameras.flightTime(camera, target, size) };
    frames.ask();
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
    if (moves !== 'none') seating.left(false);
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

  function change(now: ViewState, before: ViewState): void {
    if (now.coloured !== before.coloured) {
      stage.colour(now.coloured);
      frames.ask();
    }
    if (now.layout !== before.layout || now.encoder !== before.encoder) {
      touched = false;
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
    if (!seating.asked(now.seat) || now.seat === null) return;
    touched = true;
    const seat = fromSeat(now.seat, extentOf(base), base.deepest);
    fly(seat);
    if (!isFirst) return;
    flight = null;
    camera = hold(seat);
  }

  const stop = (): void => {
    flight = null;
    glide.stop();
  };
  const set = (next: Camera): void => {
    camera = hold(next);
    touched = true;
    seating.moved();
    frames.ask();
  };

  return {
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
      flight = null;
      // What was in the middle stays there; a map that was not touched yet starts anew.
      camera = touched || state.item !== null ? hold({ x: (camera.x / old.width) * size.width, y: (camera.y / old.height) * size.height, zoom: camera.zoom }) : home();
      arrange(jump, state.item === null ? 'none' : 'choice');
    },
    readTheme() {
      stage.readTheme();
      bringToFront();
    },
    nearCame: () => arrange(choiceTiming, state.seat === null ? 'choice' : 'none'),
    redraw: () => frames.ask(),
    stop,
    glide(speed) {
      if (!calm()) glide.start(speed, performance.now());
      frames.ask();
    },
    pan: (dx, dy) => set(cameras.panned(camera, dx, dy)),
    zoom(at, factor) {
      wheelRest = performance.now() + 120;
      set(cameras.zoomedAt(camera, size, at, factor, base.deepest));
    },
    zoomStep(factor, at) {
      const covered = insets();
      // Steps in quick succession add up.
      const from = at ? camera : flight?.to ?? camera;
      touched = true;
      seating.moved();
      fly(cameras.zoomedAt(from, size, at ?? { x: (size.width - covered.right) / 2, y: (size.height - covered.bottom) / 2 }, factor, base.deepest));
    },
    fit(group) {
      touched = group !== null;
      if (group) seating.moved();
      else seating.left(true);
      fly(cameraToFit(base, group, size, insets()));
    },
    goTo: (point) => set(cameras.centredOn(point, camera.zoom, insets())),
    hover(at) {
      point(at === null ? null : pictureAt(transition.places, camera, size, at, { reach: 1, first: frontItems(), among: stage.drawn }));
    },
    point,
    showNames(shown) {
      namesShown = shown;
      frames.ask();
    },
    pictureAt: (at) => pictureAt(transition.places, camera, size, at, { first: frontItems(), among: stage.drawn, allowed: state.item === null ? collection.passes(state) : () => true }),
    setCursor(index) {
      cursor = index;
      if (index !== null) {
        const { x, y } = cameras.outOfSight(at(index), size, insets());
        if (x !== 0 || y !== 0) fly(cameras.panned(camera, -x, -y));
      }
      frames.ask();
    },
    screenPosition: at,
    middles: () => middlesOnScreen(transition.places, camera, size),
    get places() { return transition.places; },
    get camera() { return camera; },
    get framesDrawn() { return frames.drawn; },
    get moving() { return asked !== state || flight !== null || transition.moving || glide.moving; },
  };

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
