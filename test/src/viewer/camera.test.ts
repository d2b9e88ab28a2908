import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, centredOn, flightTime, held, MOST_ZOOM, outOfSight, panned, toScreen, toWorld, whole, zoomedAt } from '../../../src/viewer/camera.ts';

const stage = { width: 800, height: 600 };
const coordinate = fc.double({ min: -500, max: 1500, noNaN: true });
const camera = fc.record({ x: coordinate, y: coordinate, zoom: fc.double({ min: 0.6, max: 30, noNaN: true }) });
const point = fc.record({ x: coordinate, y: coordinate });

describe('camera', () => {
  it('brings a point to the screen and back', () => {
    fc.assert(fc.property(camera, point, (at, world) => {
      const back = toWorld(at, stage, toScreen(at, stage, world));
      expect(back.x).toBeCloseTo(world.x, 6);
      expect(back.y).toBeCloseTo(world.y, 6);
    }));
  });

  it('keeps the point under the pointer when it zooms', () => {
    fc.assert(fc.property(camera, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (from, at, factor) => {
      const fixed = toWorld(from, stage, at);
      const after = toScreen(zoomedAt(from, stage, at, factor), stage, fixed);
      expect(after.x).toBeCloseTo(at.x, 4);
      expect(after.y).toBeCloseTo(at.y, 4);
    }));
  });

  it('does not zoom past its limit', () => {
    expect(zoomedAt({ x: 0, y: 0, zoom: 30 }, stage, { x: 0, y: 0 }, 10).zoom).toBe(MOST_ZOOM);
  });

  it('pans by pixels of the screen', () => {
    const after = toScreen(panned({ x: 10, y: 20, zoom: 2 }, 30, -10), stage, { x: 10, y: 20 });
    expect(after).toEqual({ x: 430, y: 290 });
  });

  it('flies from one camera to the other with a straight path of the screen', () => {
    const from = { x: 100, y: 100, zoom: 1 };
    const to = { x: 500, y: 300, zoom: 4 };
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toEqual(to);
    const target = { x: 500, y: 300 };
    const seen = [0, 0.25, 0.5, 0.75, 1].map((share) => toScreen(between(from, to, share), stage, target));
    const [first, last] = [seen[0]!, seen[4]!];
    for (const { x, y } of seen) {
      const across = (x - first.x) * (last.y - first.y) - (y - first.y) * (last.x - first.x);
      expect(Math.abs(across)).toBeLessThan(1e-6 * 1e4);
    }
    expect(seen[1]!.x).toBeLessThan(first.x);
  });

  it('takes 280 to 700 milliseconds', () => {
    fc.assert(fc.property(camera, camera, (from, to) => {
      const time = flightTime(from, to, stage);
      expect(time).toBeGreaterThanOrEqual(280);
      expect(time).toBeLessThanOrEqual(700);
    }));
  });

  it('puts a point in the middle of what a panel leaves free', () => {
    const at = toScreen(centredOn({ x: 50, y: 60 }, 3, { right: 200, bottom: 100 }), stage, { x: 50, y: 60 });
    expect(at).toEqual({ x: 300, y: 250 });
  });

  it('tells how far a picture is out of sight', () => {
    const box = { width: 20, height: 10 };
    const free = { right: 200, bottom: 0 };
    expect(outOfSight({ x: 300, y: 300, ...box }, stage, free)).toEqual({ x: 0, y: 0 });
    expect(outOfSight({ x: 600, y: 20, ...box }, stage, free)).toEqual({ x: 50, y: -25 });
  });

  it('cannot lose the map', () => {
    const kept = held({ x: 5000, y: -300, zoom: 2 }, { left: 0, top: 0, right: 800, bottom: 600 }, { right: 0, bottom: 0 });
    expect(kept).toEqual({ x: 800, y: 0, zoom: 2 });
  });

  it('shows the whole beside a panel', () => {
    const seen = whole(stage, { right: 200, bottom: 0 });
    expect(seen.zoom).toBe(0.75);
    expect(toScreen(seen, stage, { x: 0, y: 0 }).x).toBeCloseTo(0);
    expect(toScreen(seen, stage, { x: 800, y: 0 }).x).toBeCloseTo(600);
  });
});
