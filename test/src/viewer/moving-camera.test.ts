import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toWorld, whole, type Camera, type Size } from '../../../src/viewer/camera.ts';
import { createMovingCamera } from '../../../src/viewer/moving-camera.ts';
import type { Seat } from '../../../src/viewer/state.ts';
import { placesAt } from './support.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const FRAME = 16;
/** Longer than any flight, glide or wait. */
const LONG = 10_000;
const home: Camera = { x: 500, y: 400, zoom: 1 };
const far: Camera = { x: 800, y: 200, zoom: 4 };

function setUp({ calm = false, size = { width: 1000, height: 800 } }: { calm?: boolean; size?: Size } = {}) {
  const told: (Seat | null)[] = [];
  const stage = { size, insets: { right: 0, bottom: 0 } };
  const places = { ...placesAt([[0, 0], [1000, 800], [900, 100], [880, 110]]), deepest: 20 };
  let now = 0;
  let wanted = false;
  let frames = 0;
  const camera = createMovingCamera({
    start: home, size: () => stage.size, insets: () => stage.insets, places: () => places, calm: () => calm,
    clock: () => now, ask: () => { wanted = true; }, rested: (seat) => told.push(seat),
  });
  /** Time passes; frames are drawn while one is wanted. */
  const pass = (milliseconds: number): void => {
    for (const end = now + milliseconds; now < end;) {
      now += FRAME;
      vi.advanceTimersByTime(FRAME);
      if (!wanted) continue;
      wanted = false;
      frames += 1;
      if (camera.step(now)) wanted = true;
    }
  };
  return { camera, told, stage, pass, framesIn: (milliseconds: number): number => { const before = frames; pass(milliseconds); return frames - before; } };
}

describe('a flight', () => {
  it('comes from where the camera is to where it is sent, and then no frame is wanted', () => {
    const { camera, pass, framesIn } = setUp();
    camera.fly(far);
    pass(100);
    expect(camera.moving).toBe(true);
    expect(camera.now.zoom).toBeGreaterThan(1);
    expect(camera.now.zoom).toBeLessThan(4);
    pass(LONG);
    expect(camera.now).toEqual(far);
    expect(camera.moving).toBe(false);
    expect(framesIn(LONG)).toBe(0);
  });

  it('is one frame and another with sharp edges where no motion is wanted', () => {
    const { camera, pass, framesIn } = setUp({ calm: true });
    camera.fly(far);
    pass(FRAME);
    expect(camera.now).toEqual(far);
    expect(framesIn(LONG)).toBe(1);
  });

  it('ends where it is when a hand stops it', () => {
    const { camera, pass } = setUp();
    camera.fly(far);
    pass(100);
    const { now } = camera;
    camera.stop();
    pass(LONG);
    expect(camera.now).toEqual(now);
  });

  it('goes no further than the middle of the free part can stay on the map', () => {
    const { camera, stage, pass } = setUp();
    stage.insets = { right: 400, bottom: 0 };
    camera.fly({ x: 5000, y: -5000, zoom: 2 });
    pass(LONG);
    expect(toWorld(camera.now, stage.size, { x: 300, y: 400 })).toEqual({ x: 1000, y: 0 });
  });
});

describe('a hand', () => {
  it('moves the map, but never off the stage', () => {
    const { camera } = setUp();
    camera.pan(-100, 50);
    expect(camera.now).toEqual({ x: 600, y: 350, zoom: 1 });
    camera.pan(1e6, 1e6);
    expect(camera.now).toEqual({ x: 0, y: 0, zoom: 1 });
  });

  it('throws the map, which glides on and comes to rest', () => {
    const { camera, pass, framesIn } = setUp();
    camera.glide({ x: -1, y: 0 });
    pass(100);
    const { x } = camera.now;
    expect(x).toBeGreaterThan(home.x);
    pass(LONG);
    expect(camera.now.x).toBeGreaterThan(x);
    expect([camera.moving, framesIn(LONG)]).toEqual([false, 0]);
  });

  it('throws nothing where no motion is wanted', () => {
    const { camera, pass } = setUp({ calm: true });
    camera.glide({ x: -1, y: 0 });
    pass(LONG);
    expect(camera.now).toEqual(home);
  });

  it('zooms about the point under it, as deep as the layout goes', () => {
    const { camera, stage } = setUp();
    const at = { x: 700, y: 300 };
    const under = toWorld(camera.now, stage.size, at);
    camera.zoom(at, 2);
    expect(camera.now.zoom).toBe(2);
    expect(toWorld(camera.now, stage.size, at)).toEqual(under);
    camera.zoom(at, 1000);
    expect(camera.now.zoom).toBe(20);
  });

  it('wants frames for a moment after a wheel’s last step, so that edges become sharp', () => {
    const { camera, framesIn } = setUp();
    camera.zoom({ x: 1, y: 1 }, 1.1);
    expect(framesIn(LONG)).toBeGreaterThan(2);
    expect(framesIn(LONG)).toBe(0);
  });

  it('adds quick steps of the zoom up', () => {
    const { camera, pass } = setUp();
    camera.zoomStep(2);
    pass(50);
    camera.zoomStep(2);
    pass(LONG);
    expect(camera.now.zoom).toBeCloseTo(4, 6);
    expect(camera.now).toMatchObject({ x: 500, y: 400 });
  });

  it('zooms in steps about a point that it names', () => {
    const { camera, stage, pass } = setUp();
    const at = { x: 700, y: 300 };
    const under = toWorld(camera.now, stage.size, at);
    camera.zoomStep(2, at);
    pass(LONG);
    expect(toWorld(camera.now, stage.size, at)).toEqual(under);
  });

  it('goes to a point, in the middle of what a panel leaves free', () => {
    const { camera, stage } = setUp();
    stage.insets = { right: 400, bottom: 0 };
    camera.goTo({ x: 100, y: 200 });
    expect(toWorld(camera.now, stage.size, { x: 300, y: 400 })).toEqual({ x: 100, y: 200 });
  });

  it('shows some pictures as large as they can be, or all', () => {
    const { camera, stage, pass } = setUp();
    camera.fit([2, 3]);
    pass(LONG);
    expect(camera.now).toMatchObject({ x: 890, y: 105 });
    expect(camera.now.zoom).toBeGreaterThan(3);
    camera.fit(null);
    pass(LONG);
    expect(camera.now).toEqual(whole(stage.size, stage.insets));
  });
});

describe('the place that is told to the address', () => {
  it('is where a visitor brought the camera, once it rests', () => {
    const { camera, told, pass } = setUp();
    camera.zoomStep(2);
    pass(100);
    expect(told).toEqual([]);
    pass(LONG);
    expect(told).toEqual([{ x: 0.5, y: 0.5, zoom: 2 }]);
  });

  it('is none for flights of a choice or a layout, even after a move', () => {
    const { camera, told, pass } = setUp();
    camera.pan(10, 0);
    camera.taken('choice');
    camera.fly(far);
    pass(LONG);
    expect(told).toEqual([]);
  });

  it('is taken back where a visitor asks for the whole map again', () => {
    const { camera, told, pass } = setUp();
    camera.fit([2, 3]);
    pass(LONG);
    camera.fit(null);
    pass(LONG);
    expect(told).toEqual([expect.objectContaining({ zoom: expect.any(Number) as number }), null]);
  });
});

describe('a place that the address asks for', () => {
  const seat: Seat = { x: 0.25, y: 0.5, zoom: 3 };

  it('is there at once where the map opens with it, and else at the end of a flight', () => {
    const opened = setUp();
    opened.camera.sit(seat, true);
    expect(opened.camera.now).toEqual({ x: 250, y: 400, zoom: 3 });
    const flown = setUp();
    flown.camera.sit(seat, false);
    expect(flown.camera.now).toEqual(home);
    flown.pass(LONG);
    expect(flown.camera.now).toEqual({ x: 250, y: 400, zoom: 3 });
    expect([opened.told, flown.told]).toEqual([[], []]);
  });

  it('moves nothing where it is the one just told, or none', () => {
    const { camera, told, pass, framesIn } = setUp();
    camera.pan(123, 45);
    pass(LONG);
    const { now } = camera;
    camera.sit(told[0]!, false);
    camera.sit(null, false);
    expect(framesIn(LONG)).toBe(0);
    expect(camera.now).toBe(now);
  });
});

describe('on a stage of another size', () => {
  const [old, next] = [{ width: 1000, height: 800 }, { width: 500, height: 1600 }];
  const start: Camera = { x: 250, y: 800, zoom: 1 };
  const resized = (before: (camera: ReturnType<typeof createMovingCamera>) => void, anew: Camera | null = start): Camera => {
    const { camera, stage, pass } = setUp();
    before(camera);
    pass(LONG);
    stage.size = next;
    camera.resized(old, anew);
    return camera.now;
  };

  it('starts anew where no visitor touched it', () => {
    expect(resized(() => {})).toBe(start);
    expect(resized((camera) => { camera.pan(100, 0); camera.fit(null); })).toBe(start);
    expect(resized((camera) => { camera.pan(100, 0); camera.taken('layout'); })).toBe(start);
  });

  it('keeps what was in the middle where a visitor brought it there', () => {
    expect(resized((camera) => camera.pan(100, 80))).toEqual({ x: 200, y: 640, zoom: 1 });
    expect(resized((camera) => { camera.pan(100, 80); camera.taken('choice'); })).toEqual({ x: 200, y: 640, zoom: 1 });
    expect(resized((camera) => camera.fit([2, 3]))).toMatchObject({ x: 445, y: 210 });
    expect(resized((camera) => camera.sit({ x: 0.4, y: 0.4, zoom: 1 }, true))).toEqual({ x: 200, y: 640, zoom: 1 });
  });

  it('keeps what was in the middle where it is not to start anew', () => {
    expect(resized((camera) => camera.fly({ x: 100, y: 80, zoom: 2 }), null)).toEqual({ x: 50, y: 160, zoom: 2 });
  });
});
