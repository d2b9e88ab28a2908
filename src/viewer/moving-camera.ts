/** The camera on the move: it flies where a choice or a layout sends it, follows a visitor's hand and glides on, and never loses the map. */
import * as cameras from './camera.ts';
import type { Camera, Insets, Point, Size } from './camera.ts';
import { cameraToFit } from './choice.ts';
import { easeInOut } from './ease.ts';
import { createGlide } from './glide.ts';
import type { Places } from './places.ts';
import { extentOf, fromSeat, toSeat } from './seat.ts';
import { createSeating } from './seating.ts';
import type { Seat } from './state.ts';

/** Milliseconds after a wheel's last step until the camera rests. */
const WHEEL_RESTS = 120;

/** What a visitor does to the camera. */
export interface Steering {
  /** Ends a flight and a glide where they are. */
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
}

export interface MovingCamera extends Steering {
  readonly now: Camera;
  /** A flight or a glide goes on. */
  readonly moving: boolean;
  /** Goes on to a moment, in milliseconds; true where another frame is wanted: while it moves, and once more with sharp edges. */
  step(now: number): boolean;
  fly(to: Camera): void;
  /** A choice or a layout has it now: where a visitor brought it is of the past. */
  taken(by: 'choice' | 'layout'): void;
  /** Goes where the address asks for, in a flight or at once; stays where that is the place it just told, or none. */
  sit(seat: Seat | null, atOnce: boolean): void;
  /** The stage had the size `old`. What was in its middle stays there; with `home`, a camera that was not touched yet starts anew from that. */
  resized(old: Size, home: Camera | null): void;
}

export interface MovingCameraParts {
  start: Camera;
  /** What is so now: size of the stage, what covers it, and the places of the layout. */
  size: () => Size;
  insets: () => Insets;
  places: () => Places;
  /** No motion is wanted. */
  calm: () => boolean;
  /** Milliseconds, on the clock of the frames. */
  clock: () => number;
  /** Asks for a frame. */
  ask: () => void;
  /** The camera came to rest where a visitor, not a choice or a layout, brought it; null: it shows the whole again. */
  rested: (seat: Seat | null) => void;
}

export function createMovingCamera({ start, size, insets, places, calm, clock, ask, rested }: MovingCameraParts): MovingCamera {
  let camera = start;
  let flight: { from: Camera; to: Camera; start: number; time: number } | null = null;
  let touched = false;
  let wheelRest = 0;
  const glide = createGlide();
  const seating = createSeating(null, () => (flight ? null : toSeat(camera, extentOf(places()))), rested);

  const held = (next: Camera): Camera => cameras.held(next, { left: 0, top: 0, right: size().width, bottom: size().height }, insets());
  const fly = (to: Camera): void => {
    const target = held(to);
    flight = { from: camera, to: target, start: clock(), time: calm() ? 0 : cameras.flightTime(camera, target, size()) };
    ask();
  };
  const set = (next: Camera): void => {
    camera = held(next);
    touched = true;
    seating.moved();
    ask();
  };

  return {
    get now() { return camera; },
    get moving() { return flight !== null || glide.moving; },
    step(now) {
      const wasFlying = flight !== null;
      if (flight) {
        const share = flight.time === 0 ? 1 : (now - flight.start) / flight.time;
        camera = cameras.between(flight.from, flight.to, easeInOut(share));
        if (share >= 1) flight = null;
      }
      const glided = glide.step(now);
      if (glided) set(cameras.panned(camera, glided.x, glided.y));
      return wasFlying || glided !== null || now <= wheelRest;
    },
    fly,
    taken(by) {
      if (by === 'layout') touched = false;
      seating.left(false);
    },
    sit(seat, atOnce) {
      if (!seating.asked(seat) || seat === null) return;
      touched = true;
      fly(fromSeat(seat, extentOf(places()), places().deepest));
      if (!atOnce || !flight) return;
      camera = flight.to;
      flight = null;
    },
    resized(old, home) {
      flight = null;
      const { width, height } = size();
      camera = touched || home === null ? held({ x: (camera.x / old.width) * width, y: (camera.y / old.height) * height, zoom: camera.zoom }) : home;
    },
    stop() {
      flight = null;
      glide.stop();
    },
    glide(speed) {
      if (!calm()) glide.start(speed, clock());
      ask();
    },
    pan: (dx, dy) => set(cameras.panned(camera, dx, dy)),
    zoom(at, factor) {
      wheelRest = clock() + WHEEL_RESTS;
      set(cameras.zoomedAt(camera, size(), at, factor, places().deepest));
    },
    zoomStep(factor, at) {
      const covered = insets();
      const stage = size();
      // Steps in quick succession add up.
      const from = at ? camera : flight?.to ?? camera;
      touched = true;
      seating.moved();
      fly(cameras.zoomedAt(from, stage, at ?? { x: (stage.width - covered.right) / 2, y: (stage.height - covered.bottom) / 2 }, factor, places().deepest));
    },
    fit(group) {
      touched = group !== null;
      if (group) seating.moved();
      else seating.left(true);
      fly(cameraToFit(places(), group, size(), insets()));
    },
    goTo: (point) => set(cameras.centredOn(point, camera.zoom, insets())),
  };
}
