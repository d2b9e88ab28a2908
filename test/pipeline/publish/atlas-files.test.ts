import sharp from 'sharp';
import { expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { atlasFiles, atlasLevels } from '../../../pipeline/publish/atlas-files.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** Two pictures: a grey one and a white one. */
const pictures = [90, 255].map((value) => ({
  width: 20, height: 20, read: async () => ({ rgba: new Uint8Array(20 * 20 * 4).fill(255).map((full, at) => (at % 4 < 3 ? value : full)), width: 20, height: 20, transparent: false }),
}));
const orders = { spread: Uint32Array.of(1, 0), near: Uint32Array.of(0, 1) };

it('packs the pictures at growing sizes, each level in its order, with the pages that the manifest names', async () => {
  const folder = await temporaryFolder();
  const open = () => cachedStages({ folder, clock: () => 0 });
  const { manifest, files } = await atlasFiles(pictures, orders, 'two', open());
  expect(manifest.map(({ level, cell, order, pages }) => ({ level, cell, order, pages }))).toEqual([
    { level: 0, cell: 64, order: 'spread', pages: ['atlas/0-0.webp'] }, { level: 1, cell: 128, order: 'near', pages: ['atlas/1-0.webp'] },
  ]);
  expect(files.map((file) => file.path)).toEqual(manifest.flatMap(({ pages }) => pages));
  const values = await Promise.all(manifest.map(async ({ cell, columns, rows }, level) => {
    const { data, info } = await sharp(await bytesOf(files[level]!)).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: columns * cell, height: rows * cell });
    return [0, 1].map((at) => data[(Math.floor(cell / 2) * info.width + at * cell + Math.floor(cell / 2)) * info.channels]! > 200);
  }));
  expect(values).toEqual([[true, false], [false, true]]);

  const stages = open();
  expect(await atlasFiles(pictures, orders, 'two', stages)).toEqual({ manifest, files });
  expect(stages.timings().every((timing) => timing.cached)).toBe(true);
  const other = open();
  await atlasFiles(pictures, { ...orders, near: orders.spread }, 'two', other);
  expect(other.timings().map((timing) => timing.cached)).toEqual([true, false]);
});

const sizes = [1, 250, 1500, 1501, 10_000, 100_000].flatMap((count) => [20, 28, 100, 960].map((largest) => [count, largest] as const));
it.each(sizes)('shows the whole of %d pictures of %d pixels first, then what is near', (count, largest) => {
  const levels = atlasLevels(count, largest);
  expect(levels.map(({ order }) => order)).toEqual(['spread', ...levels.slice(1).map(() => 'near')]);
  levels.slice(1).forEach((level, index) => expect(level.cell).toBeGreaterThan(levels[index]!.cell));
  // Smaller versions of a page keep their cells apart while sides can be halved.
  for (const { cell, page } of levels) expect(page % 1024 + cell % 8).toBe(0);
});

it('enlarges no pictures of a large collection', () => {
  expect(atlasLevels(10_000, 28).map(({ cell }) => cell)).toEqual([24, 32]);
  expect(atlasLevels(10_000, 90).map(({ cell }) => cell)).toEqual([24, 64, 96]);
});
