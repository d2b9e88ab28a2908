import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAddress } from '../../../src/viewer/address.ts';
import type { Seen } from '../../../src/viewer/annotate.ts';
import { createCollection } from '../../../src/viewer/collection.ts';
import type { Frame, Front, Stage } from '../../../src/viewer/stage.ts';
import { createStore, type ViewState } from '../../../src/viewer/state.ts';
import { createView } from '../../../src/viewer/view.ts';
import { readSample, sampleTable } from './collection.support.ts';

const FRAME = 16;
/** Longer than any flight or move. */
const LONG = 3000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => setTimeout(() => draw(performance.now()), FRAME));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A view of the three sample flags on a stage that draws nothing and remembers what it was told. */
async function setUp(first: Partial<ViewState> = {}, { isWide = true } = {}) {
  const collection = createCollection(sampleTable(), readSample);
  await collection.fetchNear(0);
  const store = createStore({ ...readAddress('', collection.choices), ...first });
  const frames: Frame[] = [];
  const fronts: Front[] = [];
  const notes: Seen[] = [];
  const ignored = (): void => {};
  const stage: Stage = {
    resize: ignored, place: ignored, readTheme: ignored, colour: ignored, loadPictures: () => Promise.resolve(), textureBytes: 0, isLoading: false, drawn: Uint32Array.of(0, 1, 2),
    front: (front) => fronts.push(front), draw: (frame) => frames.push(frame),
  };
  const size = isWide ? { width: 800, height: 600 } : { width: 400, height: 700 };
  const view = createView({
    stage, annotate: (seen) => notes.push(seen), mini: { dots: ignored, follow: ignored }, collection, state: store.now, size, density: 1,
    insets: () => ({ right: 0, bottom: 0 }), isWide: () => isWide, calm: () => false, rested: (seat) => store.change({ seat }),
  });
  view.show(store.now);
  store.listen((now) => view.show(now));
  return { collection, store, view, stage, size, frames, fronts, notes };
}

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('a map that opens', () => {
  it('shows the whole on a wide stage, and a part from closer on an upright one', async () => {
    expect((await setUp()).view.camera).toEqual({ x: 400, y: 300, zoom: 1 });
    expect((await setUp({}, { isWide: false })).view.camera.zoom).toBeGreaterThan(1);
    expect((await setUp({ layout: 'by-region' }, { isWide: false })).view.camera.zoom).toBe(1);
  });

  it('stands at the address’s place at once, and does not tell it again', async () => {
    const seat = { x: 0.5, y: 0.5, zoom: 3 };
    const { view, store } = await setUp({ seat });
    expect(view.camera.zoom).toBe(3);
    await pass(LONG);
    expect(store.now.seat).toBe(seat);
  });

  it('draws a few frames and then none', async () => {
    const { view } = await setUp();
    expect(view.resting).toBe(false);
    await pass(LONG);
    const drawn = view.framesDrawn;
    expect(drawn).toBeGreaterThan(0);
    await pass(LONG);
    expect([view.framesDrawn, view.moving, view.resting]).toEqual([drawn, false, true]);
  });

  it('rests only once the frame that was asked for is drawn and every page is there', async () => {
    const { view, stage } = await setUp();
    await pass(LONG);
    view.redraw();
    expect(view.resting).toBe(false);
    await pass(FRAME);
    expect(view.resting).toBe(true);
    Object.assign(stage, { isLoading: true });
    expect([view.moving, view.resting]).toEqual([false, false]);
  });
});

describe('another layout', () => {
  it('is shown once its places are worked out', async () => {
    const { view, store, collection, size } = await setUp();
    store.change({ layout: 'by-region' });
    expect(view.places).toBe(collection.places('map', 'conv-autoencoder', size));
    expect(view.moving).toBe(true);
    await pass(LONG);
    expect(view.places).toBe(collection.places('by-region', 'conv-autoencoder', size));
    expect(view.moving).toBe(false);
  });

  it('is the one that was asked for last', async () => {
    const { view, store, collection, size } = await setUp();
    store.change({ layout: 'by-region' });
    store.change({ layout: 'by-population' });
    store.change({ encoder: 'pixels' });
    await pass(LONG);
    expect(view.places).toBe(collection.places('by-population', 'pixels', size));
  });

  it('is not shown where the former one is asked for again before', async () => {
    const { view, store, collection, size } = await setUp();
    store.change({ layout: 'by-region' });
    store.change({ layout: 'map' });
    await pass(LONG);
    expect(view.places).toBe(collection.places('map', 'conv-autoencoder', size));
    expect(view.moving).toBe(false);
  });

  it('takes the camera back to the whole', async () => {
    const { view, store } = await setUp();
    view.zoomStep(4);
    await pass(LONG);
    expect(store.now.seat).not.toBeNull();
    store.change({ layout: 'by-region' });
    await pass(LONG);
    expect(view.camera).toEqual({ x: 400, y: 300, zoom: 1 });
    expect(store.now.seat).toBeNull();
  });
});

describe('a chosen picture', () => {
  it('stands before all others with its nearest, larger than they were', async () => {
    const { view, store, fronts, notes, collection, size } = await setUp();
    store.change({ item: 'be' });
    await pass(LONG);
    expect(fronts.at(-1)).toEqual({ items: [2, 1, 0], chosen: 0, near: [1, 2] });
    expect(notes.at(-1)).toMatchObject({ chosen: 0, near: [1, 2], rests: true });
    expect(view.places.width[0]).toBeGreaterThan(collection.places('map', 'conv-autoencoder', size).width[0]!);
    store.change({ item: null });
    await pass(LONG);
    expect(fronts.at(-1)).toEqual({ items: null, chosen: null, near: [] });
    expect(view.places).toBe(collection.places('map', 'conv-autoencoder', size));
  });

  it('is the one under a tap, and while nothing is chosen one that the selection holds', async () => {
    const { view, store } = await setUp({ labels: { region: ['Europe'] } });
    const tap = (index: number): number | null => view.pictureAt(view.screenPosition(index));
    expect([0, 1, 2].map(tap)).toEqual([0, null, 2]);
    store.change({ item: 'no' });
    await pass(LONG);
    expect(tap(1)).toBe(1);
  });
});

it('sets back what is not selected', async () => {
  const { store, fronts } = await setUp();
  store.change({ labels: { region: ['Europe'] } });
  expect(fronts.at(-1)).toEqual({ items: [0, 2], chosen: null, near: [] });
});

it('comes to the keyboard’s picture where that is out of sight', async () => {
  const { view } = await setUp({ seat: { x: 0, y: 1, zoom: 8 } });
  expect(view.screenPosition(1).x).toBeGreaterThan(800);
  view.setCursor(1);
  await pass(LONG);
  const { x, y } = view.screenPosition(1);
  expect(x).toBeLessThan(800);
  expect(y).toBeGreaterThan(0);
});
