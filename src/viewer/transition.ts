/** Moves every picture from where it stands to its new place, on a straight path, the middle first. */
import { easeInOut, easeOut, type Ease } from './ease.ts';
import { clonePlaces, copyPlaces, type Places } from './places.ts';

export interface Transition {
  /** What is drawn now. The same object all the time. */
  readonly places: Places;
  /** Starts a move from the current places. `duration` 0 jumps. */
  to(target: Places, now: number, timing: Timing): void;
  /** Brings `places` to a moment; true while the move goes on, false once nothing changes any more. */
  step(now: number): boolean;
  readonly moving: boolean;
}

export interface Timing {
  /** Milliseconds in all, stagger included. */
  duration: number;
  /** Milliseconds between the start of the first and of the last picture. */
  stagger: number;
  ease: Ease;
}

/** Map ↔ grid and embedding ↔ embedding. */
export const layoutTiming: Timing = { duration: 900, stagger: 200, ease: easeInOut };
/** A choice: pictures grow and give way. */
export const choiceTiming: Timing = { duration: 220, stagger: 0, ease: easeOut };
export const jump: Timing = { duration: 0, stagger: 0, ease: easeOut };

export function createTransition(initial: Places): Transition {
  const places = clonePlaces(initial);
  const from = clonePlaces(initial);
  let target = clonePlaces(initial);
  const delays = new Float32Array(initial.x.length);
  let timing = jump;
  let start = 0;
  let moving = false;
  return {
    places,
    get moving() { return moving; },
    to(next, now, nextTiming) {
      copyPlaces(places, from);
      target = clonePlaces(next);
      timing = nextTiming;
      start = now;
      if (timing.stagger > 0) delaysFromMiddle(target, timing.stagger, delays);
      else delays.fill(0);
      moving = true;
      if (timing.duration === 0) {
        copyPlaces(target, places);
        moving = false;
      }
    },
    step(now) {
      if (!moving) return false;
      const own = timing.duration - timing.stagger;
      for (let index = 0; index < places.x.length; index += 1) {
        mixItem(from, target, places, index, timing.ease((now - start - delays[index]!) / own));
      }
      places.exponent = mix(from.exponent, target.exponent, timing.ease((now - start) / timing.duration));
      if (now - start >= timing.duration) moving = false;
      return true;
    },
  };
}

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

function mixItem(from: Places, to: Places, result: Places, index: number, share: number): void {
  result.x[index] = mix(from.x[index]!, to.x[index]!, share);
  result.y[index] = mix(from.y[index]!, to.y[index]!, share);
  result.aside.x[index] = mix(from.aside.x[index]!, to.aside.x[index]!, share);
  result.aside.y[index] = mix(from.aside.y[index]!, to.aside.y[index]!, share);
  result.width[index] = mix(from.width[index]!, to.width[index]!, share);
  result.height[index] = mix(from.height[index]!, to.height[index]!, share);
}

/** Milliseconds each item waits: none in the middle of the target, `stagger` at its edge. */
export function delaysFromMiddle(target: Places, stagger: number, delays: Float32Array): void {
  const count = target.x.length;
  const middle = { x: 0, y: 0 };
  for (let index = 0; index < count; index += 1) {
    middle.x += target.x[index]! / count;
    middle.y += target.y[index]! / count;
  }
  let furthest = 1e-9;
  for (let index = 0; index < count; index += 1) {
    delays[index] = Math.hypot(target.x[index]! - middle.x, target.y[index]! - middle.y);
    furthest = Math.max(furthest, delays[index]!);
  }
  for (let index = 0; index < count; index += 1) delays[index] = (delays[index]! / furthest) * stagger;
}
