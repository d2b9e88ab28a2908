import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { readCollection } from '../../../pipeline/collection.ts';
import { embed, type EncoderContext } from '../../../pipeline/encoders/embed.ts';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { svg } from '../images/pictures.support.ts';
import { preparedOf } from '../publish/prepared.support.ts';
import { fewFlags } from '../sources/flags.support.ts';

const settings = { type: 'conv-autoencoder' as const, size: [24, 16] as [number, number], 'mash-ups': 20, epochs: 30, 'held-out': 3, 'held-out-epochs': 15, show: ['g2'] };

/** A build of fifteen greys that keeps its results and its unfinished trainings in `folder`. */
async function context(folder: string, more: Partial<EncoderContext> = {}): Promise<EncoderContext> {
  const file = path.join(folder, 'tiny.yaml');
  await writeFile(file, 'title: Tiny\ndescription: Few.\nsource: { type: folder, folder: pictures }\nencoders: [{ type: pixels }]\n');
  const items = Array.from({ length: 15 }, (_, index) => preparedOf({
    ...fewFlags()[0]!, id: `g${index}`, picture: inMemory(svg('viewBox="0 0 3 2"', `<rect width="3" height="2" fill="rgb(${15 * index},${15 * index},${200 - 9 * index})"/>`)),
  }));
  return {
    root: folder, collection: await readCollection(file), items, progress: silent,
    stages: cachedStages({ folder: path.join(folder, 'stages'), clock: () => 0 }),
    checkpoints: checkpointsIn(path.join(folder, 'unfinished'), expect.fail),
    engine: async () => ({ name: 'cpu', version: 'the one for tests' }),
    downloads: { obtain: async () => expect.fail('nothing is fetched') }, ...more,
  };
}

it('goes on from where a stopped build was, says so, and ends with the same embedding', async () => {
  const unbroken = await embed(settings, await context(await temporaryFolder()));
  const folder = await temporaryFolder();
  const asked = new AbortController();
  const stopping = { ...silent, step: (label: string, done: number) => { if (label === 'training' && done === 2) asked.abort(new Error('Ctrl-C')); } };
  await expect(embed(settings, await context(folder, { progress: stopping, signal: asked.signal }))).rejects.toThrow('Ctrl-C');
  expect(await readdir(path.join(folder, 'unfinished'))).toContain('tiny-conv-autoencoder-training.checkpoint');
  const said: string[] = [];
  const resumed = await embed(settings, await context(folder, { progress: { ...silent, say: (line) => said.push(line) } }));
  expect(said).toContainEqual(expect.stringMatching(/^ {2}training: going on from epoch \d+$/));
  expect(resumed).toEqual(unbroken);
  expect(await readdir(path.join(folder, 'unfinished'))).toEqual([]);
});

it('makes everything again for another engine', async () => {
  const folder = await temporaryFolder();
  const key = async (version: string): Promise<string> => (await embed({ ...settings, show: [], epochs: 1, 'held-out': 0 }, await context(folder, { engine: async () => ({ name: 'cpu', version }) }))).key;
  expect(await key('one')).toBe(await key('one'));
  expect(await key('one')).not.toBe(await key('another'));
});
