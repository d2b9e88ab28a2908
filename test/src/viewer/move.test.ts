import { describe, expect, it } from 'vitest';
import { toScreen } from '../../../src/viewer/camera.ts';
import { cameraFor, cameraToFit, CHOSEN_LARGER, placesFor } from '../../../src/viewer/choice.ts';
import { parseColour } from '../../../src/viewer/colours.ts';
import { easeInOut, easeOut } from '../../../src/viewer/ease.ts';
import { createFrames } from '../../../src/viewer/frames.ts';
import { onScreen } from '../../../src/viewer/pick.ts';
import { createTransition, delaysFromMiddle, jump, layoutTiming, type Transition } from '../../../src/viewer/transition.ts';
import { placesAt } from './support.ts';

describe('transition', () => {
  const from = placesAt([[0, 0], [100, 0]]);
  const to = placesAt([[0, 100], [300, 40]], 30, 1);

  const xOf = (transition: Transition): number => transition.at(1, 1).x[0]!;

  it('goes from the old to the new places and then rests', () => {
    const transition = createTransition(from);
    transition.to(to, 1000, layoutTiming);
    expect(transition.step(1000)).toBe(true);
    expect(xOf(transition)).toBe(100);
    transition.step(1450);
    expect(xOf(transition)).toBeGreaterThan(100);
    expect(xOf(transition)).toBeLessThan(300);
    expect(transition.step(1900)).toBe(true);
    expect(xOf(transition)).toBe(300);
    expect(transition.places).toBe(to);
    expect(transition.step(1916)).toBe(false);
  });

  it('moves every picture on a straight path', () => {
    const transition = createTransition(from);
    transition.to(to, 0, layoutTiming);
    for (const now of [200, 400, 600]) {
      transition.step(now);
      const { x, y } = transition.at(1, 1);
      expect((x[0]! - 100) * 40).toBeCloseTo(y[0]! * 200, 2);
    }
  });

  it('turns round in the middle of a move', () => {
    const transition = createTransition(from);
    transition.to(to, 0, layoutTiming);
    transition.step(450);
    const middle = xOf(transition);
    transition.to(from, 450, layoutTiming);
    transition.step(450);
    expect(xOf(transition)).toBeCloseTo(middle, 3);
    transition.step(2000);
    expect(xOf(transition)).toBe(100);
  });

  it('leaves both layouts as they are where it turns round', () => {
    const [crowded, roomy] = [{ ...from, appears: Float32Array.of(0, 8) }, { ...to, appears: Float32Array.of(0, 0) }];
    const transition = createTransition(crowded);
    transition.to(roomy, 0, layoutTiming);
    transition.step(100);
    transition.to(crowded, 100, layoutTiming);
    expect([[...crowded.appears], [...roomy.appears]]).toEqual([[0, 8], [0, 0]]);
  });

  it('jumps where motion is not wanted', () => {
    const transition = createTransition(from);
    transition.to(to, 0, jump);
    expect(transition.moving).toBe(false);
    expect(transition.places).toBe(to);
  });

  it('tells on the way how large a picture is at a zoom, with one that appears growing from nothing', () => {
    const later = { ...to, appears: Float32Array.of(0, 8) };
    const transition = createTransition(from);
    transition.to(later, 0, layoutTiming);
    transition.step(900 - 1e-6);
    const camera = { x: 0, y: 0, zoom: 4 };
    const stage = { width: 100, height: 100 };
    expect(onScreen(transition.at(0, 4), 0, camera, stage).width).toBeCloseTo(onScreen(to, 0, camera, stage).width, 2);
    expect(onScreen(transition.at(1, 4), 0, camera, stage).width).toBeCloseTo(0, 2);
  });

  it('starts in the middle', () => {
    expect([...delaysFromMiddle(placesAt([[0, 0], [50, 0], [100, 0]]), 200)]).toEqual([200, 0, 200]);
  });
});

describe('ease', () => {
  it.each([['in and out', easeInOut], ['out', easeOut]])('%s rises from 0 to 1', (_, ease) => {
    const values = Array.from({ length: 21 }, (__, step) => ease(step / 20));
    expect(values[0]).toBe(0);
    expect(values[20]).toBe(1);
    values.slice(1).forEach((value, step) => expect(value).toBeGreaterThanOrEqual(values[step]!));
  });
});

describe('choice', () => {
  const stage = { width: 1000, height: 800 };
  const base = placesAt([[500, 400], [520, 400], [480, 410], [500, 300], [900, 700]]);

  it('shows the group inside the free part, at most 60 % of it', () => {
    const insets = { right: 376, bottom: 0 };
    const camera = cameraFor(base, [0, 1, 2, 3, 4], { x: 0, y: 0, zoom: 1 }, stage, insets);
    const seen = [0, 1, 2, 3, 4].map((index) => toScreen(camera, stage, { x: base.x[index]!, y: base.y[index]! }));
    const [left, right] = [Math.min(...seen.map(({ x }) => x)), Math.max(...seen.map(({ x }) => x))];
    expect(right - left).toBeLessThanOrEqual((stage.width - insets.right) * 0.6);
    expect((left + right) / 2).toBeCloseTo((stage.width - insets.right) / 2, 3);
  });

  it('fits a group as large as it can be, and the whole for none and for one that is spread wide', () => {
    const none = { right: 0, bottom: 0 };
    const close = cameraToFit(base, [0, 1, 2], stage, none);
    expect(close.zoom).toBeGreaterThan(5);
    for (const index of [0, 1, 2]) {
      const { x, y } = toScreen(close, stage, { x: base.x[index]!, y: base.y[index]! });
      expect(Math.abs(x - stage.width / 2)).toBeLessThanOrEqual(stage.width * 0.3);
      expect(Math.abs(y - stage.height / 2)).toBeLessThanOrEqual(stage.height * 0.3);
    }
    const wide = placesAt([[10, 10], [990, 790]]);
    expect(cameraToFit(base, null, stage, none)).toEqual(cameraToFit(wide, [0, 1], stage, none));
  });

  it('makes the chosen picture larger in its place, and the others give way', () => {
    const places = placesFor(base, 0, [1, 2], 2);
    const camera = { x: 500, y: 400, zoom: 2 };
    const [chosen, first, second] = [0, 1, 2].map((index) => onScreen(places, index, camera, stage));
    expect(places.width[0]! / base.width[0]!).toBeCloseTo(CHOSEN_LARGER, 5);
    expect(chosen).toMatchObject({ x: 500, y: 400 });
    for (const [a, b] of [[chosen!, first!], [chosen!, second!], [first!, second!]] as const) {
      expect(Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2).toBe(true);
    }
    expect(base.aside.x[1]).toBe(0);
  });
});

describe('frames', () => {
  it('draws once for many requests, and none at rest', () => {
    const waiting: ((now: number) => void)[] = [];
    let more = 2;
    const frames = createFrames(() => (more -= 1) > 0, (callback) => waiting.push(callback));
    frames.ask();
    frames.ask();
    while (waiting.length > 0) waiting.shift()!(0);
    expect(frames.drawn).toBe(2);
  });
});

describe('colours', () => {
  it.each([
    ['#ff0000', [1, 0, 0, 1]], ['#fff', [1, 1, 1, 1]], ['#0000002e', [0, 0, 0, 46 / 255]],
    ['rgb(255, 0, 0)', [1, 0, 0, 1]], ['rgb(255 255 255 / .5)', [0.5, 0.5, 0.5, 0.5]], ['rgb(0 0 0 / 18%)', [0, 0, 0, 0.18]],
  ])('reads %s, premultiplied', (text, wanted) => {
    parseColour(text).forEach((value, place) => expect(value).toBeCloseTo(wanted[place]!, 6));
  });
});
