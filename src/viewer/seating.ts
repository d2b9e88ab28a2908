/** Tells where a visitor brought the camera, once it rests: addresses must not change with every frame. */
import type { Seat } from './state.ts';

/** Milliseconds without a move until the camera rests. */
const REST = 250;

export interface Seating {
  /** A visitor moved the camera. */
  moved(): void;
  /** A layout, a choice or the whole map has it now; `tell` where the address does not know of it yet. */
  left(tell: boolean): void;
  /** The address asks for this place; false where it is the one just told. */
  asked(seat: Seat | null): boolean;
}

/** `where` is asked at rest; null while a flight goes on. */
export function createSeating(initial: Seat | null, where: () => Seat | null, rested: (seat: Seat | null) => void): Seating {
  let told = initial;
  let isOwn = initial !== null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const seat = where();
      if (seat === null) {
        wait();
        return;
      }
      told = isOwn ? seat : null;
      rested(told);
    }, REST);
  };
  return {
    moved() {
      isOwn = true;
      wait();
    },
    left(tell) {
      isOwn = false;
      if (tell) wait();
      else clearTimeout(waiting);
    },
    asked(seat) {
      const isNew = seat !== null && JSON.stringify(seat) !== JSON.stringify(told);
      told = seat;
      if (seat !== null) isOwn = true;
      return isNew;
    },
  };
}
