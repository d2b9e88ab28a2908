/** Draws on demand: a frame is drawn when something asked for it, and a resting map draws none. */

export interface Frames {
  /** Asks for one frame; asking twice before it is drawn is asking once. */
  ask(): void;
  /** Frames drawn so far. */
  readonly drawn: number;
  /** True while a frame that was asked for is not drawn yet. */
  readonly asked: boolean;
}

/** `draw` returns true where the next frame is wanted as well. `request` is requestAnimationFrame. */
export function createFrames(draw: (now: number) => boolean, request: (callback: (now: number) => void) => number): Frames {
  let waiting = false;
  let drawn = 0;
  const ask = (): void => {
    if (waiting) return;
    waiting = true;
    request((now) => {
      waiting = false;
      drawn += 1;
      if (draw(now)) ask();
    });
  };
  return { ask, get drawn() { return drawn; }, get asked() { return waiting; } };
}
