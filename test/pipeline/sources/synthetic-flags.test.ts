import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { interleaved } from '../../../pipeline/images/pictures.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';
import { mainColours } from '../../../pipeline/sources/flag-colours.ts';
import { realFlags, signature } from '../../../pipeline/sources/real-flags.ts';
import { kinds, openWorkshop, syntheticFlags } from '../../../pipeline/sources/synthetic-flags.ts';
import { fewFlags } from './flags.support.ts';

const SIZE = { width: 24, height: 16 };
const make = (change: Partial<Parameters<typeof syntheticFlags>[0]> = {}) =>
  syntheticFlags({ seed: 1, count: 30, exclude: new Set(), flags: fewFlags(), ...SIZE, ...change });

/** How reddish brown the pictures are: the colour of one flag only. */
const brown = (rgb: Uint8Array): boolean => mainColours({ rgb, ...SIZE })
  .some(([red, green, blue]) => Math.abs(red - 138) < 24 && Math.abs(green - 60) < 24 && Math.abs(blue - 10) < 34);

describe('syntheticFlags', () => {
  it('makes as many as asked for, a third of each kind', async () => {
    const told: number[] = [];
    const { pictures, made } = await make({ onProgress: (done) => told.push(done) });
    expect(pictures).toMatchObject({ count: 30, ...SIZE });
    expect(made).toHaveLength(30);
    for (const kind of kinds) expect(made.filter((one) => one.kind === kind)).toHaveLength(10);
    for (const { kind, title, parents } of made) {
      expect(title).not.toBe('');
      expect(parents).toHaveLength({ 'mash-up': 2, recolour: 1, layout: 0 }[kind]);
    }
    expect(told).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('makes the same of the same seed, others of another', async () => {
    const [first, second, other] = [await make(), await make(), await make({ seed: 2 })];
    expect(Buffer.compare(Buffer.from(first.pictures.data), Buffer.from(second.pictures.data))).toBe(0);
    expect(first.made).toEqual(second.made);
    expect(Buffer.compare(Buffer.from(first.pictures.data), Buffer.from(other.pictures.data))).not.toBe(0);
  });

  it('makes none twice, and no real flag', async () => {
    const { pictures } = await make({ count: 30 });
    const real = await realFlags(fewFlags());
    const seen = new Set<string>();
    for (let index = 0; index < pictures.count; index += 1) {
      const rgb = interleaved(pictures, index);
      expect(real.holds(signature({ rgb, ...SIZE }))).toBe(false);
      seen.add(rgb.join());
    }
    expect(seen.size).toBe(30);
  });

  it('lets an excluded country leave no trace: neither as parent nor in colours', async () => {
    const trace = async (exclude: ReadonlySet<string>) => {
      const { pictures, made } = await make({ count: 90, exclude });
      const coloured = made.filter((one, index) => one.kind === 'mash-up' && brown(interleaved(pictures, index)));
      return { parents: new Set(made.flatMap((one) => one.parents)), coloured: coloured.length };
    };
    const all = await trace(new Set());
    expect(all.parents.has('qa')).toBe(true);
    expect(all.coloured).toBeGreaterThan(0);
    const without = await trace(new Set(['qa']));
    expect(without.parents.has('qa')).toBe(false);
    expect(without.coloured).toBe(0);
  });

  it('draws the same whatever an excluded flag looks like, so that nothing of it can be pasted either', async () => {
    const exclude = new Set(['qa']);
    const grey = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" height="2" fill="#7f7f7f"/></svg>');
    const changed = fewFlags().map((flag): SourceItem => (flag.id === 'qa' ? { ...flag, picture: inMemory(grey), title: 'Elsewhere' } : flag));
    const [one, other] = [await make({ count: 24, exclude }), await make({ count: 24, exclude, flags: changed })];
    expect(one.made).toEqual(other.made);
    expect(Buffer.compare(Buffer.from(one.pictures.data), Buffer.from(other.pictures.data))).toBe(0);
    // Without the exclusion the change is seen.
    const [with1, with2] = [await make({ count: 24 }), await make({ count: 24, flags: changed })];
    expect(Buffer.compare(Buffer.from(with1.pictures.data), Buffer.from(with2.pictures.data))).not.toBe(0);
  });

  it('names a flag that cannot be read', async () => {
    const [first, ...rest] = fewFlags();
    await expect(make({ flags: [{ ...first!, picture: inMemory(new Uint8Array(3)) }, ...rest] })).rejects.toThrow(/^fr\.svg cannot be read/);
  });
});

describe('openWorkshop', () => {
  it('hands out the flag at the wanted size and three times as large', async () => {
    const workshop = await openWorkshop({ ...SIZE, exclude: new Set(), flags: fewFlags() });
    for (const kind of kinds) {
      const { raster, small } = await workshop.make(kind, seeded(1, kind));
      expect([raster.width, raster.height]).toEqual([72, 48]);
      expect(raster.rgb).toHaveLength(72 * 48 * 3);
      expect(small).toHaveLength(24 * 16 * 3);
      const means = await Promise.all([
        sharp(raster.rgb, { raw: { width: 72, height: 48, channels: 3 } }).stats(),
        sharp(small, { raw: { ...SIZE, channels: 3 } }).stats(),
      ]);
      means[0]!.channels.forEach((channel, index) => expect(Math.abs(channel.mean - means[1]!.channels[index]!.mean)).toBeLessThan(1));
    }
  });

  it('does not hand out one flag twice', async () => {
    const workshop = await openWorkshop({ ...SIZE, exclude: new Set(), flags: fewFlags().slice(0, 3) });
    const made = new Set<string>();
    const random = seeded(4);
    for (let index = 0; index < 20; index += 1) made.add((await workshop.make('recolour', random)).small.join());
    expect(made.size).toBe(20);
  });
});
