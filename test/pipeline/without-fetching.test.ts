import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCollection, type Collection } from '../../pipeline/collection.ts';
import { openDownloads, type Stock } from '../../pipeline/download/downloads.ts';
import { onHand, toFetch } from '../../pipeline/without-fetching.ts';
import { temporaryFolder } from '../support/folder.ts';

const yaml = `title: Things
description: Test.
source: { type: archive, url: "https://example.org/things.zip", data: things }
encoders:
  - { type: vgg19, layer: block3_pool, pooling: { grid: 7 }, optional: true }
  - { type: vgg19, layer: block4_pool, optional: true }
  - { type: pixels }
`;

/** The collection, and downloads of which the data folder holds `held`. */
async function scene(held: readonly string[], text = yaml): Promise<{ collection: Collection; downloads: Stock; data: string }> {
  const root = await temporaryFolder();
  const file = path.join(root, 'things.yaml');
  await writeFile(file, text);
  const data = path.join(root, 'data');
  await mkdir(data);
  for (const name of held) await mkdir(path.join(data, name), { recursive: true });
  const lockFile = path.join(root, 'lock.yaml');
  await writeFile(lockFile, `https://example.org/things.zip: { sha256: ${'a'.repeat(64)}, bytes: 137400000 }\n`);
  return {
    data, collection: await readCollection(file),
    downloads: openDownloads({ folder: path.join(root, 'downloads'), lockFile, data, fetch: () => expect.fail('fetched') }),
  };
}

const weights = 'vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5 (about 80 MB, from https://storage.googleapis.com)';

describe('what is on hand', () => {
  it('leaves a collection as it is where all is there', async () => {
    const { collection, downloads } = await scene(['things', 'vgg19']);
    expect(await onHand(collection, downloads)).toEqual({ collection, notice: null });
  });

  it('leaves optional encoders out in one sentence, though two of them want the same file, and keeps what must be fetched', async () => {
    const { collection, downloads } = await scene([]);
    const found = await onHand(collection, downloads);
    expect(found.collection!.encoders.map(({ type }) => type)).toEqual(['pixels']);
    expect(found.notice).toBe(`Left out vgg19-block3-pool-grid-7 and vgg19-block4-pool, because ${weights} is not on hand; “npm run gallery -- build things” fetches it.`);
  });

  it('leaves an optional collection out, with all that it would take, sizes as recorded', async () => {
    const { collection, downloads } = await scene([], `${yaml}optional: true\n`);
    expect(await onHand(collection, downloads)).toEqual({
      collection: null, notice: `Left out, because things.zip (about 137 MB, from https://example.org) and ${weights} are not on hand; “npm run gallery -- build things” fetches them.`,
    });
  });

  it('leaves an optional collection out where an encoder that it needs, or all of them, would have to be fetched', async () => {
    for (const encoders of ['[{ type: pixels }, { type: mobilenet }]', '[{ type: mobilenet, optional: true }]']) {
      const { collection, downloads } = await scene(['things'], `${yaml.slice(0, yaml.indexOf('encoders'))}encoders: ${encoders}\noptional: true\n`);
      expect(await onHand(collection, downloads)).toEqual({ collection: null, notice: expect.stringMatching(/^Left out, because model\.json \(about 10 MB, from /) });
    }
  });

  it('leaves out a network of which a first file is there and the rest is not', async () => {
    const text = `${yaml.slice(0, yaml.indexOf('encoders'))}encoders:\n  - { type: pixels }\n  - { type: mobilenet, optional: true }\n  - { type: transfer, features: mobilenet, optional: true }\n`;
    const { collection, downloads, data } = await scene(['things'], text);
    await writeFile(path.join(data, 'mobilenet-v1-0.75'), JSON.stringify({ weightsManifest: [{ paths: ['group1-shard1of1'] }, { paths: ['group2-shard1of1'] }] }));
    await writeFile(path.join(data, 'group1-shard1of1'), '1');
    const found = await onHand(collection, downloads);
    expect(found.collection!.encoders.map(({ type }) => type)).toEqual(['pixels']);
    expect(found.notice).toMatch(/^Left out mobilenet and .+, because model\.json \(about 10 MB, from https:\/\/storage\.googleapis\.com\) is not on hand; “npm run gallery -- build things” fetches it\.$/);
    await writeFile(path.join(data, 'group2-shard1of1'), '2');
    expect(await onHand(collection, downloads)).toEqual({ collection, notice: null });
  });

  it('says nothing of a size that nobody knows', async () => {
    const { collection, downloads } = await scene([], `${yaml.slice(0, yaml.indexOf('encoders'))}encoders:\n  - { type: pixels }\n  - { type: onnx, model: "https://example.org/clip.onnx", input: { size: 224 }, optional: true }\n`);
    expect((await onHand(collection, downloads)).notice).toBe('Left out own-model, because clip.onnx (from https://example.org) is not on hand; “npm run gallery -- build things” fetches it.');
  });
});

describe('what would be fetched', () => {
  it('is what the source and the encoders need and this disk lacks', async () => {
    const { collection, downloads } = await scene([]);
    expect(await toFetch(collection, downloads)).toBe(`things.zip (about 137 MB, from https://example.org) and ${weights}`);
  });

  it('is nothing where all is there', async () => {
    const { collection, downloads } = await scene(['things', 'vgg19']);
    expect(await toFetch(collection, downloads)).toBeNull();
  });
});
