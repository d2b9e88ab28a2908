/** What goes on after a finger lets go: the map glides in the finger's direction and comes to rest. */
import type { Point } from './camera.ts';

/** Milliseconds in which the speed falls to 1/e: what fingers know from scrolling. */
const SLOWING = 325;
/** Pixels a millisecond below which a map rests, and below which letting go is no throw. */
const RESTS = 0.02;
const THROWN = 0.15;
/** A finger that held still for so many milliseconds throws nothing. */
const LAST_MOVES = 80;

export interface Glide {
  /** Starts with a speed in pixels a millisecond. */
  start(speed: Point, now: number): void;
  /** How far the map moved since the last step; null where it rests. */
  step(now: number): Point | null;
  stop(): void;
  readonly moving: boolean;
}

export function createGlide(): Glide {
  let speed: Point | null = null;
  let last = 0;
  return {
    start(next, now) {
      speed = Math.hypot(next.x, next.y) < THROWN ? null : next;
      last = now;
    },
    step(now) {
      if (!speed) return null;
      const left = Math.exp(-Math.max(0, now - last) / SLOWING);
      last = now;
      const moved = { x: speed.x * SLOWING * (1 - left), y: speed.y * SLOWING * (1 - left) };
      speed = { x: speed.x * left, y: speed.y * left };
      if (Math.hypot(speed.x, speed.y) < RESTS) speed = null;
      return moved;
    },
    stop() { speed = null; },
    get moving() { return speed !== null; },
  };
}

/** Remembers a finger's last moves, to tell how fast it was when it let go. */
export function createSpeedometer(): { moved(by: Point, time: number): void; speed(time: number): Point; forget(): void } {
  let moves: { by: Point; time: number }[] = [];
  return {
    moved(by, time) {
      moves = [...moves.filter((move) => time - move.time < LAST_MOVES), { by, time }];
    },
    speed(time) {
      const recent = moves.filter((move) => time - move.time < LAST_MOVES);
      const sum = (axis: 'x' | 'y'): number => recent.reduce((all, { by }) => all + by[axis], 0);
      return { x: sum('x') / LAST_MOVES, y: sum('y') / LAST_MOVES };
    },
    forget() { moves = []; },
  };
}
