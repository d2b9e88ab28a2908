/** A person's folder that grows: only what is new is read, drawn and described. */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { addFolder } from '../../pipeline/add/add.ts';
import { buildCollections } from '../../pipeline/build-all.ts';
import { openDownloads } from '../../pipeline/download/downloads.ts';
import type { BuildReport } from '../../pipeline/report/build-report.ts';
import { openGallery } from '../../src/gallery/read.ts';
import { temporaryFolder } from '../support/folder.ts';
import { writeTinyMobilenet } from './encoders/tiny-mobilenet.support.ts';
import { plain } from './images/pictures.support.ts';

const nameOf = (index: number): string => `photograph ${String(index).padStart(2, '0')}.png`;

async function put(folder: string, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) await plain(24, 16, [(index * 37) % 256, (index * 91) % 256, index]).png().toFile(path.join(folder, nameOf(index)));
}

/** How many of a stage's parts the build made, rather than found. */
function made({ stages }: BuildReport, name: string): number {
  const stage = stages.find((each) => each.name === name)!;
  return stage.times - stage.cached;
}

it('describes ten new pictures of seventy, draws ten, and notices what is gone and renamed', async () => {
  const root = await temporaryFolder();
  const [folder, data, cache] = ['pictures', 'data', '.cache'].map((name) => path.join(root, name)) as [string, string, string];
  await mkdir(folder);
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  await writeTinyMobilenet(data);
  const fetch = (): Promise<never> => expect.fail('fetched');
  const downloads = openDownloads({ folder: path.join(cache, 'downloads'), lockFile: path.join(root, 'content/downloads.lock.yaml'), data, fetch });
  const build = async (id: string): Promise<{ report: BuildReport; said: string[] }> => {
    const said: string[] = [];
    const progress = { say: (line: string) => { said.push(line); }, step: () => undefined, end: () => undefined };
    const [report] = await buildCollections({ root, cache, ids: [id], data, fetch, clock: () => 0, progress });
    return { report: report!, said: said.filter((line) => line.includes('since the last build')) };
  };

  await put(folder, 0, 60);
  const { id } = await addFolder({ root, folder, title: undefined, downloads });
  const first = await build(id);
  expect(['images', 'features', 'pictures'].map((stage) => made(first.report, stage))).toEqual([60, 60, 60]);
  expect(first.said).toEqual([]);

  await put(folder, 60, 70);
  const grown = await build(id);
  expect(['images', 'features', 'pictures'].map((stage) => made(grown.report, stage))).toEqual([10, 10, 10]);
  expect(grown.report.notices).toEqual([{ what: 'New since the last build', names: Array.from({ length: 10 }, (_, index) => nameOf(60 + index)) }]);

  await rm(path.join(folder, nameOf(3)));
  await rename(path.join(folder, nameOf(7)), path.join(folder, 'sunset.png'));
  const changed = await build(id);
  expect(['images', 'features', 'pictures'].map((stage) => made(changed.report, stage))).toEqual([0, 0, 0]);
  expect(changed.said).toEqual([
    `  Gone since the last build (1): ${nameOf(3)}`, `  Renamed since the last build (1): ${nameOf(7)} → sunset.png`,
  ]);
  const { items } = await openGallery((name) => readFile(path.join(root, 'public/galleries', id, name)));
  const titles = items.list.map((item) => item.title);
  expect(titles).toHaveLength(69);
  expect(titles).toContain('sunset');
  expect(titles).not.toContain('photograph 03');
});
