import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { readCollection, type Collection } from '../../../pipeline/collection.ts';
import { syntheticFiles } from '../../../pipeline/publish/synthetic-files.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fewFlags } from '../sources/flags.support.ts';
import { preparedOf } from './prepared.support.ts';

async function collectionOf(source: string, encoder: string): Promise<Collection> {
  const file = path.join(await temporaryFolder(), 'tiny.yaml');
  await writeFile(file, `title: Tiny\ndescription: Few.\nsource: ${source}\nencoders: [{ type: ${encoder} }]\n`);
  return readCollection(file);
}
const items = fewFlags().map((item) => preparedOf(item));
const open = async () => cachedStages({ folder: await temporaryFolder(), clock: () => 0 });

describe('syntheticFiles', () => {
  it('shows some of the flags that the autoencoder learned from', async () => {
    const made = await syntheticFiles(await collectionOf('{ type: country-flags }', 'conv-autoencoder'), items, await open());
    const { files, manifest } = made!;
    expect(files.length).toBeGreaterThan(0);
    expect(files.map((file) => file.path)).toEqual(files.map((_, index) => `synthetic/${index + 1}.webp`));
    expect(manifest.samples.map((sample) => sample.image)).toEqual(files.map((file) => file.path));
    expect(manifest.count).toBeGreaterThanOrEqual(files.length);
    for (const sample of manifest.samples) {
      expect(Object.keys(sample).sort()).toEqual(['height', 'image', 'kind', 'parents', 'title', 'width']);
      for (const parent of sample.parents) expect(items.map((item) => item.id)).toContain(parent);
    }
  });

  it('is nothing where no autoencoder learns, or none from synthetic pictures', async () => {
    expect(await syntheticFiles(await collectionOf('{ type: country-flags }', 'pixels'), items, await open())).toBeNull();
    expect(await syntheticFiles(await collectionOf('{ type: folder, folder: pictures }', 'conv-autoencoder'), items, await open())).toBeNull();
  });
});
