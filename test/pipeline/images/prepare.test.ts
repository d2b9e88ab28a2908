import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { prepareImages, type PreparedItem } from '../../../pipeline/images/prepare.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import type { Source } from '../../../pipeline/sources/source.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { halves, plain, svg } from './pictures.support.ts';

const item = (id: string, bytes: Uint8Array, file = `${id}.png`): SourceItem =>
  ({ id, title: id, subtitle: '', aliases: [], labels: {}, facts: {}, file, picture: inMemory(bytes) });
const sourceOf = (items: SourceItem[]): Source => ({ items, found: items.length, skipped: [], labels: [], facts: [], credits: [], notices: [] });
const open = async (folder?: string) => cachedStages({ folder: folder ?? await temporaryFolder(), clock: () => 0 });

afterEach(() => vi.restoreAllMocks());

describe('prepareImages', () => {
  it('makes the published pictures of each item, in order', async () => {
    const items = [
      item('flag', svg('viewBox="0 0 3 2"', '<rect width="3" height="2" fill="#102030"/>'), 'flag.svg'),
      item('large', await plain(1920, 960, [255, 255, 255]).png().toBuffer()),
      item('small', await halves(40, 20, [0, 0, 0, 0], [0, 0, 0]).png().toBuffer()),
    ];
    const { items: made, skipped, sizes } = await prepareImages(sourceOf(items), await open(), silent);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(skipped).toEqual([]);
    const largest = sizes.at(-1)!;
    expect(made.map(({ id, width, height, transparent, colour }) => ({ id, width, height, transparent, colour }))).toEqual([
      { id: 'flag', width: largest, height: (largest * 2) / 3, transparent: false, colour: '#102030' },
      { id: 'large', width: largest, height: largest / 2, transparent: false, colour: '#ffffff' },
      { id: 'small', width: 40, height: 20, transparent: true, colour: '#808080' },
    ]);
    for (const one of made) {
      const thumbnails = await one.thumbnails();
      expect(thumbnails.map((image) => image.size)).toEqual(one.id === 'small' ? [sizes[0]] : sizes);
      const metadata = await sharp(thumbnails.at(-1)!.bytes).metadata();
      expect(metadata).toMatchObject({ format: 'webp', width: one.width, height: one.height });
    }
  });

  it('publishes a collection of small pictures in their own size alone, to the bit', async () => {
    const noise = Uint8Array.from({ length: 3 * 28 * 28 }, (_, index) => (index * 97) % 251);
    const bytes = await sharp(noise, { raw: { width: 28, height: 28, channels: 3 } }).png().toBuffer();
    const { items, sizes } = await prepareImages(sourceOf([item('digit', bytes)]), await open(), silent);
    expect(sizes).toEqual([28]);
    const [thumbnail, ...others] = await items[0]!.thumbnails();
    expect(others).toEqual([]);
    expect(Buffer.compare(await sharp(thumbnail!.bytes).raw().toBuffer(), noise)).toBe(0);
  });

  it('leaves out what cannot be read, with the reason, and keeps the order of the rest', async () => {
    const good = await plain(8, 8, [9, 9, 9]).png().toBuffer();
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index) => item(id, index % 3 === 1 ? new Uint8Array(index) : good));
    const { items: made, skipped } = await prepareImages(sourceOf(items), await open(), silent);
    expect(made.map((one) => one.id)).toEqual(['a', 'c', 'd', 'f', 'g']);
    expect(skipped.map((one) => one.name)).toEqual(['b.png', 'e.png']);
    for (const { name, reason } of skipped) expect(reason).toMatch(new RegExp(`^${name} cannot be read as a picture .+\\.$`));
  });

  it('tells of every picture and makes none a second time', async () => {
    const folder = await temporaryFolder();
    const items = [item('a', await plain(8, 8, [1, 2, 3]).png().toBuffer()), item('b', new Uint8Array(4))];
    const told: string[] = [];
    const progress = { ...silent, step: (label: string, done: number, total: number) => { told.push(`${label} ${done}/${total}`); } };
    const first = await prepareImages(sourceOf(items), await open(folder), progress);
    expect(told).toEqual(['pictures 1/2', 'pictures 2/2']);
    const stages = await open(folder);
    const again = await prepareImages(sourceOf(items), stages, silent);
    expect(stages.timings().map((timing) => timing.cached)).toEqual([true, true]);
    const bytes = (made: PreparedItem[]) => Promise.all(made.map(async (one) => [...(await one.thumbnails())[0]!.bytes]));
    expect(await bytes(again.items)).toEqual(await bytes(first.items));
    expect(again.skipped).toEqual(first.skipped);
  });

  it('tries again in the next build what took too long to draw in this one', async () => {
    const folder = await temporaryFolder();
    const blurred = svg('width="20" height="10"', '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="20" height="10" filter="url(#f)"/>');
    const items = [item('blurred', blurred, 'blurred.svg'), item('plain', await plain(8, 8, [1, 2, 3]).png().toBuffer())];
    const told: string[] = [];
    const progress = { ...silent, step: (label: string, done: number, total: number) => { told.push(`${label} ${done}/${total}`); } };
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 60_000));
    const busy = await prepareImages(sourceOf(items), await open(folder), progress);
    expect(busy.items.map((one) => one.id)).toEqual(['plain']);
    expect(busy.skipped).toEqual([{ name: 'blurred.svg', reason: 'blurred.svg takes too long to draw; take filters out of it, or save it as PNG.' }]);
    expect(told).toEqual(['pictures 1/2', 'pictures 2/2']);
    clock.mockRestore();
    const idle = await prepareImages(sourceOf(items), await open(folder), silent);
    expect(idle.items.map((one) => one.id)).toEqual(['blurred', 'plain']);
  });

  it('keeps the words of the item that is asked for, where two share a picture', async () => {
    const bytes = await plain(8, 8, [1, 2, 3]).png().toBuffer();
    const { items } = await prepareImages(sourceOf([item('a', bytes), item('b', bytes)]), await open(), silent);
    expect(items.map((one) => one.title)).toEqual(['a', 'b']);
  });
});
