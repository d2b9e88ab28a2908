import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDownloads } from '../../../../pipeline/download/downloads.ts';
import { embedPretrained } from '../../../../pipeline/encoders/pretrained/embed.ts';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import type { PreparedItem } from '../../../../pipeline/images/prepare.ts';
import { nearestNeighbours } from '../../../../pipeline/similarity/neighbours.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';
import { contextIn } from '../labelled/labelled.support.ts';

const data = process.env.GALLERY_DATA;
const KINDS = ['airplanes', 'dalmatian', 'yin_yang'];
const EACH = 4;

async function photographsOf(kind: string): Promise<PreparedItem[]> {
  const folder = path.join(data!, 'caltech101', kind);
  const names = (await readdir(folder)).sort().slice(0, EACH);
  return Promise.all(names.map(async (name) =>
    preparedOf({ ...fewFlags()[0]!, id: `${kind} ${name}`, file: name, labels: { kind }, picture: inMemory(await readFile(path.join(folder, name))) })));
}

describe.skipIf(!data)(data ? 'MobileNet on real photographs' : 'MobileNet on real photographs: skipped, because GALLERY_DATA names no folder', () => {
  it('finds the same kind of thing', async () => {
    const folder = await temporaryFolder();
    const items = (await Promise.all(KINDS.map(photographsOf))).flat();
    const downloads = openDownloads({ folder, lockFile: path.join(folder, 'lock.yaml'), data, fetch: () => expect.fail('fetched') });
    const { embedding } = await embedPretrained({ type: 'mobilenet', pooling: 'average', optional: false }, contextIn(folder, items, { downloads }));
    expect(embedding.points.columns).toBe(768);
    const { indices } = await nearestNeighbours(embedding.points, 1, { metric: 'cosine' });
    const right = items.filter(({ labels }, row) => items[indices[row]!]!.labels.kind === labels.kind).length;
    expect(right).toBeGreaterThanOrEqual(items.length - 1);
  }, 180_000);
});
