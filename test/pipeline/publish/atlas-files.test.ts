import sharp from 'sharp';
import { expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { atlasFiles } from '../../../pipeline/publish/atlas-files.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fewFlags } from '../sources/flags.support.ts';
import { preparedOf } from './prepared.support.ts';

it('packs the pictures at growing sizes, with the pages that the manifest names', async () => {
  const folder = await temporaryFolder();
  const items = fewFlags().map((item) => preparedOf(item));
  const open = () => cachedStages({ folder, clock: () => 0 });
  const atlases = await atlasFiles(items, open());
  expect(atlases.map((atlas) => atlas.manifest.level)).toEqual(atlases.map((_, level) => level));
  expect(atlases.length).toBeGreaterThan(1);
  atlases.slice(1).forEach((atlas, index) => expect(atlas.manifest.cell).toBeGreaterThan(atlases[index]!.manifest.cell));
  for (const { manifest, files } of atlases) {
    expect(manifest.pages).toEqual([`atlas/${manifest.level}-0.webp`]);
    expect(files.map((file) => file.path)).toEqual(manifest.pages);
    expect(manifest.columns * manifest.rows).toBeGreaterThanOrEqual(items.length);
    expect(await sharp(await bytesOf(files[0]!)).metadata()).toMatchObject({ format: 'webp', width: manifest.columns * manifest.cell, height: manifest.rows * manifest.cell });
  }
  const stages = open();
  const again = await atlasFiles(items, stages);
  expect(stages.timings().every((timing) => timing.cached)).toBe(true);
  expect(again.map((atlas) => atlas.manifest)).toEqual(atlases.map((atlas) => atlas.manifest));
});
