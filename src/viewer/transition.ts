/** Moves every picture from where it stands to its new place, on a straight path, the middle first. The shader mixes the two. */
import { easeInOut, easeOut, type Ease } from './ease.ts';
import { clonePlaces, emptyPlaces, growthOf, presence, type Places } from './places.ts';

/** A move that is going on. */
export interface Move {
  from: Places;
  /** Milliseconds that each item waits before it starts. */
  delays: Float32Array;
  timing: Timing;
  /** Milliseconds since the start. */
  elapsed: number;
}

export interface Transition {
  /** Where pictures are going, or stand. */
  readonly places: Places;
  /** Null where nothing moves. */
  readonly move: Move | null;
  /** Starts a move from where pictures are now. `duration` 0 jumps. */
  to(target: Places, now: number, timing: Timing): void;
  /** Goes on to a moment; true while the move goes on, false once nothing changes any more. */
  step(now: number): boolean;
  readonly moving: boolean;
  /** Where one picture is now, as places of one item, at a zoom. */
  at(index: number, zoom: number): Places;
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
  let target = initial;
  let start = 0;
  let move: Move | null = null;
  const one = emptyPlaces(1, 1);

  /** Where all pictures are in the middle of a move, for another move to start from. */
  const frozen = ({ from, delays, timing, elapsed }: Move): Places => {
    const places = { ...clonePlaces(target), appears: target.appears.slice() };
    for (let index = 0; index < places.x.length; index += 1) mixItem(from, target, index, shareOf(timing, elapsed, delays[index]!), places, index);
    const share = timing.ease(elapsed / timing.duration);
    // What both grow with, as near as one rule comes to a mixture of two.
    places.exponent = mix(from.exponent, target.exponent, share);
    places.least = mix(from.least, target.least, share);
    places.most = Math.min(from.most, target.most);
    return places;
  };

  return {
    get places() { return target; },
    get move() { return move; },
    get moving() { return move !== null; },
    to(next, now, timing) {
      const from = move ? frozen(move) : target;
      target = next;
      start = now;
      move = timing.duration === 0 ? null : { from, timing, elapsed: 0, delays: delaysFromMiddle(next, timing.stagger) };
    },
    step(now) {
      if (!move) return false;
      move.elapsed = now - start;
      if (move.elapsed >= move.timing.duration) move = null;
      return true;
    },
    at(index, zoom) {
      if (!move) {
        mixItem(target, target, index, 1, one, 0);
        one.exponent = target.exponent;
        one.least = target.least;
        one.most = target.most;
        return one;
      }
      const { from, timing, elapsed, delays } = move;
      const share = shareOf(timing, elapsed, delays[index]!);
      mixItem(from, target, index, share, one, 0);
      const [former, next] = [growthOf(from, zoom), growthOf(target, zoom)];
      const [before, after] = [former * presence(from.appears[index]!, zoom), next * presence(target.appears[index]!, zoom)];
      // Sizes as they are at this zoom: they grow with nothing.
      one.exponent = 0;
      one.least = one.most = 1;
      const shrunk = growthOf(one, zoom);
      one.width[0] = sizeBetween(from.width[index]! * before, target.width[index]! * after, share) / shrunk;
      one.height[0] = sizeBetween(from.height[index]! * before, target.height[index]! * after, share) / shrunk;
      one.aside.x[0] = mix(from.aside.x[index]! * former, target.aside.x[index]! * next, share) / shrunk;
      one.aside.y[0] = mix(from.aside.y[index]! * former, target.aside.y[index]! * next, share) / shrunk;
      return one;
    },
  };
}

const mix = (from: number, to: number, share: number): number => (from === to ? to : from + (to - from) * share);

/**
 * A size on the way from one to the other. What is only in the former places is gone by the middle of the way, and what is
 * only in the next ones comes after it: so no more is drawn on the way than where it leads to. The shader says the same.
 */
const sizeBetween = (from: number, to: number, share: number): number => {
  if (from === 0) return to * Math.max(0, 2 * share - 1);
  return to === 0 ? from * Math.max(0, 1 - 2 * share) : mix(from, to, share);
};

/** Milliseconds from an item's own start to the middle of its way. */
export function halfway({ ease, duration, stagger }: Timing): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (ease(middle) < 0.5) low = middle;
    else high = middle;
  }
  return high * (duration - stagger);
}

const shareOf = ({ ease, duration, stagger }: Timing, elapsed: number, delay: number): number => ease((elapsed - delay) / (duration - stagger));

function mixItem(from: Places, to: Places, index: number, share: number, result: Places, at: number): void {
  result.x[at] = mix(from.x[index]!, to.x[index]!, share);
  result.y[at] = mix(from.y[index]!, to.y[index]!, share);
  result.aside.x[at] = mix(from.aside.x[index]!, to.aside.x[index]!, share);
  result.aside.y[at] = mix(from.aside.y[index]!, to.aside.y[index]!, share);
  result.width[at] = mix(from.width[index]!, to.width[index]!, share);
  result.height[at] = mix(from.height[index]!, to.height[index]!, share);
  result.appears[at] = share < 0.5 ? from.appears[index]! : to.appears[index]!;
}

/** Milliseconds each item waits: none in the middle of the target, `stagger` at its edge. */
export function delaysFromMiddle(target: Places, stagger: number): Float32Array {
  const count = target.x.length;
  const delays = new Float32Array(count);
  if (stagger === 0) return delays;
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
  return delays.map((distance) => (distance / furthest) * stagger);
}
