import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeating } from '../../../src/viewer/seating.ts';
import type { Seat } from '../../../src/viewer/state.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const [here, there]: [Seat, Seat] = [{ x: 0.1, y: 0.2, zoom: 3 }, { x: 0.5, y: 0.5, zoom: 1 }];
/** Longer than any rest takes. */
const LONG = 2000;

function setUp(initial: Seat | null = null) {
  const told: (Seat | null)[] = [];
  const camera: { at: Seat | null } = { at: here };
  const seating = createSeating(initial, () => camera.at, (seat) => told.push(seat));
  return { told, camera, seating };
}

describe('where a visitor brought the camera', () => {
  it('is told once, after the last move', () => {
    const { seating, camera, told } = setUp();
    for (let move = 0; move < 20; move += 1) {
      seating.moved();
      vi.advanceTimersByTime(100);
    }
    expect(told).toEqual([]);
    camera.at = there;
    vi.advanceTimersByTime(LONG);
    expect(told).toEqual([there]);
  });

  it('is not told while a flight goes on', () => {
    const { seating, camera, told } = setUp();
    camera.at = null;
    seating.moved();
    vi.advanceTimersByTime(LONG);
    expect(told).toEqual([]);
    camera.at = there;
    vi.advanceTimersByTime(LONG);
    expect(told).toEqual([there]);
  });

  it('is forgotten where a choice or a layout takes the camera before it rests', () => {
    const { seating, told } = setUp();
    seating.moved();
    seating.left(false);
    vi.advanceTimersByTime(LONG);
    expect(told).toEqual([]);
  });

  it('is nowhere once the whole map was asked for', () => {
    const { seating, told } = setUp();
    seating.moved();
    vi.advanceTimersByTime(LONG);
    seating.left(true);
    vi.advanceTimersByTime(LONG);
    expect(told).toEqual([here, null]);
  });
});

describe('a place that the address asks for', () => {
  it('is new unless it is the one that was just told', () => {
    const { seating } = setUp();
    seating.moved();
    vi.advanceTimersByTime(LONG);
    expect(seating.asked({ ...here })).toBe(false);
    expect(seating.asked(there)).toBe(true);
    expect(seating.asked({ ...there })).toBe(false);
    expect(seating.asked(here)).toBe(true);
  });

  it('is not new where the map opened with it', () => {
    expect(setUp(here).seating.asked({ ...here })).toBe(false);
  });

  it('is none where the address names none, and can be asked for again after it', () => {
    const { seating } = setUp(here);
    expect(seating.asked(null)).toBe(false);
    expect(seating.asked(here)).toBe(true);
  });
});
