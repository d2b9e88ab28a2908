/** A tiny collection through the whole pipeline: what is published, what is left out, what is made again. */
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dump } from 'npyjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { buildCollections } from '../../pipeline/build-all.ts';
import { silent } from '../../pipeline/report/progress.ts';
import { parseEvaluation } from '../../src/gallery/evaluation.ts';
import { changedFiles, openGallery } from '../../src/gallery/read.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectGolden } from '../support/golden.ts';

const golden = path.resolve(import.meta.dirname, '../fixtures/tiny.golden.json');
const yaml = `title: Tiny & <b>small</b>
description: Twelve made-up pictures.
noun: { one: swatch, many: swatches }
source: { type: folder, folder: pictures }
encoders:
  - { type: pixels, size: [12, 8] }
  - { type: conv-autoencoder, epochs: 2, held-out: 2, held-out-epochs: 1 }
families: tiny
`;
const withoutTraining = yaml.split('\n').filter((line) => !line.includes('autoencoder')).join('\n');
const families = '- { id: reds, title: Reds, source: Made for this test., members: [red-red-0-png, red-red-1-png, red-red-2-png] }\n';

/** A project with twelve pictures in three folders and one that cannot be read. */
async function project(collection = yaml): Promise<string> {
  const root = await temporaryFolder();
  const hues = { red: [220, 40, 40], green: [40, 180, 60], blue: [40, 60, 200] } as const;
  for (const [name, [red, green, blue]] of Object.entries(hues)) {
    await mkdir(path.join(root, 'pictures', name), { recursive: true });
    for (let index = 0; index < 4; index += 1) {
      const bar = await sharp({ create: { width: 10 + 12 * index, height: 40, channels: 3, background: '#ffffff' } }).png().toBuffer();
      await sharp({ create: { width: 60 + 4 * index, height: 40, channels: 3, background: { r: red, g: green, b: blue } } })
        .composite([{ input: bar, left: 4, top: 0 }]).png().toFile(path.join(root, 'pictures', name, `${name} ${index}.png`));
    }
  }
  await writeFile(path.join(root, 'pictures', 'broken.jpg'), 'this is no picture');
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  await mkdir(path.join(root, 'content/families'), { recursive: true });
  await writeFile(path.join(root, 'content/collections/tiny.yaml'), collection);
  await writeFile(path.join(root, 'content/families/tiny.yaml'), families);
  return root;
}

const build = (root: string, sample?: number) => buildCollections({ root, cache: path.join(root, '.cache'), ids: [], clock: () => performance.now() / 1000, progress: silent, ...(sample && { sample }) });
const gallery = (root: string): string => path.join(root, 'public/galleries/tiny');
const reader = (folder: string) => async (name: string): Promise<Uint8Array> => readFile(path.join(folder, name));

describe('a tiny collection', () => {
  it('is published as the golden file says, and a second build makes nothing again', async () => {
    const root = await project();
    const [report] = await build(root);
    const { manifest, items } = await openGallery(reader(gallery(root)));
    expect(report!.counts).toMatchObject({ found: 13, published: 12, skipped: [{ reason: expect.stringContaining('broken.jpg') }] });
    expect(await changedFiles(reader(gallery(root)), manifest)).toEqual([]);
    const pixels = manifest.encoders.findIndex((encoder) => encoder.id === 'pixels');
    expectGolden(golden, {
      manifest: {
        ...manifest,
        files: Object.keys(manifest.files),
        encoders: manifest.encoders.map(({ retrieval: _, reconstruction: __, ...encoder }) => encoder),
        layouts: manifest.layouts.map((layout) => layout.encoder === 'pixels' ? layout : layout.id),
        families: manifest.families.map(({ scores, ...family }) => ({ ...family, pixels: scores.pixels })),
      },
      retrieval: manifest.encoders[pixels]!.retrieval,
      // The order of neighbourhood comes from the trained map, which processors round differently.
      items: items.list.map(({ errors: _, near: __, ...item }) => item),
      neighbours: Array.from(items.neighbours.pixels!.indices),
      distances: Array.from(items.neighbours.pixels!.distances),
    }, 5e-3);
    expect(manifest.encoders[1 - pixels]!.reconstruction!.heldOut!.count).toBe(2);

    const first = await allBytes(gallery(root));
    const [again] = await build(root);
    expect(again!.stages.filter((stage) => stage.cached !== stage.times)).toEqual([]);
    expect(await allBytes(gallery(root))).toEqual(first);
  });

  it('comes out the same to the byte when it is made again from nothing', async () => {
    const root = await project(withoutTraining);
    await build(root);
    const first = await allBytes(gallery(root));
    await rm(path.join(root, '.cache'), { recursive: true });
    await build(root);
    expect(await allBytes(gallery(root))).toEqual(first);
  });

  it('judges its encoders by class where its folders are named', async () => {
    const root = await project(withoutTraining.replace('folder: pictures', 'folder: pictures, label: Colour'));
    await build(root);
    const { manifest } = await openGallery(reader(gallery(root)));
    expect(manifest.classes).toBe('folder');
    const evaluation = parseEvaluation(JSON.parse(await readFile(path.join(gallery(root), 'evaluation.json'), 'utf8')));
    expect(evaluation).toMatchObject({ column: 'folder', classes: ['blue', 'green', 'red'], all: { count: 12, encoders: [{ encoder: 'pixels', overall: manifest.encoders[0]!.retrieval.folder }] } });
    expect(evaluation.heldOut).toBeUndefined();
    expect(new Set(evaluation.all.encoders[0]!.hardest.map(({ item }) => item))).toContain('red-red-0-png');
  });

  it('compares own vectors as its file says now, under the name that they have now', async () => {
    const own = (more: string): string => withoutTraining.replace('encoders:', `encoders:\n  - { type: file, file: own.npy${more} }`);
    const root = await project(own(''));
    const vectors = Float32Array.from({ length: 24 }, (_, index) => (1 + (5 * (index >> 1)) % 12) * [Math.cos, Math.sin][index % 2]!(0.1 * (index >> 1)));
    await writeFile(path.join(root, 'own.npy'), new Uint8Array(dump(vectors, [12, 2])));
    await build(root);
    const before = await openGallery(reader(gallery(root)));
    await writeFile(path.join(root, 'content/collections/tiny.yaml'), own(', name: CLIP, distance: euclidean'));
    await build(root);
    const after = await openGallery(reader(gallery(root)));
    expect(after.items.neighbours.clip!.indices).not.toEqual(before.items.neighbours['own-vectors']!.indices);
    expect(after.manifest.layouts.map(({ encoder }) => encoder)).toEqual(before.manifest.layouts.map(({ encoder }) => (encoder === 'own-vectors' ? 'clip' : encoder)));
    const renewed = await allBytes(gallery(root));
    await rm(path.join(root, '.cache'), { recursive: true });
    await build(root);
    expect(renewed).toEqual(await allBytes(gallery(root)));
  });

  it('has the pictures that its encoders name in every sample', async () => {
    const sums = '[[red-red-0-png, red-red-3-png], [green-green-1-png], [blue-blue-2-png]]';
    const root = await project(withoutTraining.replace('encoders:', `encoders:\n  - { type: sparse-autoencoder, size: [6, 4], split: [2, 1, 1], epochs: 1, sums: ${sums} }`));
    const [report] = await build(root, 4);
    expect(report!.counts.published).toBe(4);
    const { items } = await openGallery(reader(gallery(root)));
    expect(items.list.map(({ id }) => id)).toEqual(['blue-blue-2-png', 'green-green-1-png', 'red-red-0-png', 'red-red-3-png']);
  });

  it('makes pictures again only for what is new', async () => {
    const root = await project(withoutTraining);
    await build(root);
    await cp(path.join(root, 'pictures/red/red 0.png'), path.join(root, 'pictures/red/zinnober.png'));
    await sharp({ create: { width: 50, height: 50, channels: 3, background: '#aa3377' } }).png().toFile(path.join(root, 'pictures/new.png'));
    const [report] = await build(root);
    expect(report!.counts.published).toBe(14);
    const images = report!.stages.find((stage) => stage.name === 'images')!;
    expect(images.times - images.cached).toBe(1);
  });
});

describe('bad input ends in one sentence and leaves the published gallery as it was', () => {
  const spoil: [string, (root: string) => Promise<unknown>, RegExp][] = [
    ['an unknown key', (root) => writeFile(path.join(root, 'content/collections/tiny.yaml'), `${withoutTraining}shiny: true\n`), /tiny\.yaml has a key “shiny”/],
    ['a missing folder', (root) => rm(path.join(root, 'pictures'), { recursive: true }), /pictures/],
    ['a family of strangers', (root) => writeFile(path.join(root, 'content/families/tiny.yaml'), families.replace('red-red-2-png', 'mauve')), /names “mauve” in “reds”/],
    ['pictures that all are damaged', async (root) => {
      await rm(path.join(root, 'pictures'), { recursive: true });
      await mkdir(path.join(root, 'pictures'));
      await writeFile(path.join(root, 'pictures/a.png'), 'no picture');
    }, /tiny\.yaml names a source in which no picture could be read/],
    ['a cache folder that is a file', async (root) => {
      await rm(path.join(root, '.cache'), { recursive: true });
      await writeFile(path.join(root, '.cache'), '');
    }, /\.cache could not be written because a file stands where a folder is needed/],
  ];

  it.each(spoil)('%s', async (_, damage, sentence) => {
    const root = await project(withoutTraining);
    await build(root);
    const before = await allBytes(gallery(root));
    await damage(root);
    const error = await build(root).then(() => null, (thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
    expect((error as Error).message).not.toContain('\n');
    expect(await allBytes(gallery(root))).toEqual(before);
    expect(await readdir(path.dirname(gallery(root)))).toEqual(['tiny']);
  });
});

async function allBytes(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(await Promise.all(names.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, file), (await readFile(file)).toString('base64')] as const;
  })));
}
