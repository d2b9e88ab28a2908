import { describe, expect, it } from 'vitest';
import { createGlide, createSpeedometer } from '../../../src/viewer/glide.ts';

describe('glide', () => {
  it('goes on in the same direction, ever slower, and rests', () => {
    const glide = createGlide();
    glide.start({ x: 1, y: -0.5 }, 0);
    const steps: number[] = [];
    let now = 0;
    while (glide.moving && now < 10_000) {
      now += 16;
      const moved = glide.step(now)!;
      expect(moved.y).toBeCloseTo(-moved.x / 2, 9);
      steps.push(moved.x);
    }
    steps.slice(1).forEach((step, at) => expect(step).toBeLessThan(steps[at]!));
    expect(now).toBeLessThan(2000);
    expect(glide.step(now + 16)).toBeNull();
  });

  it('comes as far however often it is drawn', () => {
    const way = (frame: number): number => {
      const glide = createGlide();
      glide.start({ x: 2, y: 0 }, 0);
      let all = 0;
      for (let now = frame; now <= 960; now += frame) all += glide.step(now)?.x ?? 0;
      return all;
    };
    expect(way(16)).toBeCloseTo(way(240), 6);
  });

  it('does not start where a finger let go slowly, and stops at a touch', () => {
    const glide = createGlide();
    glide.start({ x: 0.1, y: 0 }, 0);
    expect(glide.moving).toBe(false);
    glide.start({ x: 3, y: 0 }, 0);
    glide.stop();
    expect(glide.step(16)).toBeNull();
  });
});

describe('the speed of a finger', () => {
  it('is that of its last moves', () => {
    const finger = createSpeedometer();
    for (let time = 0; time < 160; time += 16) finger.moved({ x: 16, y: -8 }, time);
    const { x, y } = finger.speed(160);
    expect(x).toBeCloseTo(1, 0);
    expect(y).toBeCloseTo(-x / 2, 9);
  });

  it('is nothing after it held still, and after it was lifted', () => {
    const finger = createSpeedometer();
    finger.moved({ x: 50, y: 0 }, 0);
    expect(finger.speed(200)).toEqual({ x: 0, y: 0 });
    finger.moved({ x: 50, y: 0 }, 300);
    finger.forget();
    expect(finger.speed(301)).toEqual({ x: 0, y: 0 });
  });
});
