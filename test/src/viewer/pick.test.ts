import { describe, expect, it } from 'vitest';
import { middlesOnScreen, nearestTo, onScreen, pictureAt, pictureTowards } from '../../../src/viewer/pick.ts';
import { placesAt } from './support.ts';

const stage = { width: 400, height: 400 };
const camera = { x: 200, y: 200, zoom: 1 };

describe('pick', () => {
  const places = placesAt([[100, 100], [200, 100], [300, 100], [100, 200], [210, 180]]);

  it('takes the picture under a tap, and the nearest within 22 pixels of an edge', () => {
    expect(pictureAt(places, camera, stage, { x: 102, y: 98 })).toBe(0);
    expect(pictureAt(places, camera, stage, { x: 100, y: 131 })).toBe(0);
    expect(pictureAt(places, camera, stage, { x: 100, y: 150 })).toBeNull();
  });

  it('takes the nearer of two, and those in front before all', () => {
    const close = placesAt([[100, 100], [110, 100]]);
    expect(pictureAt(close, camera, stage, { x: 108, y: 100 })).toBe(1);
    expect(pictureAt(close, camera, stage, { x: 108, y: 100 }, { first: [0] })).toBe(0);
  });

  it('leaves out what a filter sets back', () => {
    expect(pictureAt(places, camera, stage, { x: 100, y: 100 }, { allowed: (index) => index !== 0 })).toBeNull();
  });

  it('follows camera and growth', () => {
    expect(onScreen(places, 4, { x: 200, y: 200, zoom: 4 }, stage)).toEqual({ x: 240, y: 120, width: 60, height: 40 });
  });

  it('knows the middles of all at once', () => {
    const near = { x: 150, y: 180, zoom: 3 };
    places.aside.x[2] = 7;
    const { x, y } = middlesOnScreen(places, near, stage);
    expect(Array.from(x, (_, index) => [x[index], y[index]])).toEqual(Array.from(x, (_, index) => {
      const box = onScreen(places, index, near, stage);
      return [Math.fround(box.x), Math.fround(box.y)];
    }));
    places.aside.x[2] = 0;
  });

  it('walks to the nearest picture that way', () => {
    expect(pictureTowards(places, 0, 'right')).toBe(1);
    expect(pictureTowards(places, 1, 'right')).toBe(2);
    expect(pictureTowards(places, 0, 'down')).toBe(3);
    expect(pictureTowards(places, 1, 'down')).toBe(4);
    expect(pictureTowards(places, 2, 'right')).toBeNull();
  });

  it('begins with the picture nearest to the middle', () => {
    expect(nearestTo(places, { x: 200, y: 200 })).toBe(4);
  });
});
