import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { embed } from '../../../../pipeline/encoders/embed.ts';
import type { PreparedItem } from '../../../../pipeline/images/prepare.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fifteenGreys } from '../greys.support.ts';
import { stageKeys } from '../keys.support.ts';

const settings = { type: 'conv-autoencoder' as const, size: [24, 16] as [number, number], 'mash-ups': 20, epochs: 30, 'held-out': 3, 'held-out-epochs': 15, show: ['g2'] };

it('goes on from where a stopped build was, says so, and ends with the same embedding', async () => {
  const unbroken = await embed(settings, await fifteenGreys(await temporaryFolder()));
  const folder = await temporaryFolder();
  const asked = new AbortController();
  const stopping = { ...silent, step: (label: string, done: number) => { if (label === 'training' && done === 2) asked.abort(new Error('Ctrl-C')); } };
  await expect(embed(settings, await fifteenGreys(folder, { progress: stopping, signal: asked.signal }))).rejects.toThrow('Ctrl-C');
  expect(await readdir(path.join(folder, 'unfinished'))).toContain('tiny-conv-autoencoder-training.checkpoint');
  const said: string[] = [];
  const resumed = await embed(settings, await fifteenGreys(folder, { progress: { ...silent, say: (line) => said.push(line) } }));
  expect(said).toContainEqual(expect.stringMatching(/^ {2}training: going on from epoch \d+$/));
  expect(resumed).toEqual(unbroken);
  expect(await readdir(path.join(folder, 'unfinished'))).toEqual([]);
});

it('makes everything again for another engine', async () => {
  const folder = await temporaryFolder();
  const keys = async (version: string): Promise<Record<string, string>> => stageKeys(settings, await fifteenGreys(folder, { engine: async () => ({ name: 'cpu', version }) }));
  const { pictures, ...trainings } = await keys('one');
  expect(await keys('one')).toEqual({ pictures, ...trainings });
  const others = await keys('another');
  expect(Object.keys(trainings)).toEqual(['training', 'held-out training']);
  for (const [name, key] of Object.entries(trainings)) expect(others[name], name).not.toBe(key);
});

it('learns nothing anew where a caption or a name changes, but does where a picture does', async () => {
  const folder = await temporaryFolder();
  const key = async (change: (items: readonly PreparedItem[]) => PreparedItem[]): Promise<string> => {
    const context = await fifteenGreys(folder);
    return (await stageKeys({ ...settings, show: [] }, { ...context, items: change(context.items) }))['training']!;
  };
  const first = await key((items) => [...items]);
  expect(await key((items) => items.map((item) => ({ ...item, id: `new-${item.id}`, title: 'Other', labels: { shade: 'none' }, facts: { taken: 1900 } })))).toBe(first);
  expect(await key((items) => items.slice(1))).not.toBe(first);
});
