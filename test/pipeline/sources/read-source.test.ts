import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { archivesFolder } from '../../../pipeline/cache/folder.ts';
import type { Downloads } from '../../../pipeline/download/downloads.ts';
import { Unavailable } from '../../../pipeline/download/fetch-file.ts';
import { readSource } from '../../../pipeline/sources/read-source.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { zipOf } from './archive/archives.support.ts';

/** Nothing is downloaded here. */
const downloads: Downloads = { obtain: ({ url }) => Promise.reject(new Unavailable(`${url} is far away.`)) };

const stages = { needs: () => expect.fail('nothing is unpacked') };

describe('readSource', () => {
  it('opens a folder relative to the project, or anywhere', async () => {
    const root = await temporaryFolder();
    const cache = path.join(root, 'cache');
    await mkdir(path.join(root, 'pictures'));
    await writeFile(path.join(root, 'pictures/a.png'), 'a');
    for (const folder of ['pictures', './pictures', path.join(root, 'pictures')]) {
      expect((await readSource({ type: 'folder', folder }, { root, cache, downloads, stages })).items.map((item) => item.id)).toEqual(['a']);
    }
    await expect(readSource({ type: 'folder', folder: 'elsewhere' }, { root, cache, downloads, stages })).rejects.toThrow(/elsewhere is missing/);
  });

  it('says which unpacked archive it needs, each time it is read', async () => {
    const root = await temporaryFolder();
    const cache = path.join(root, 'cache');
    await writeFile(path.join(root, 'a.zip'), zipOf([{ name: 'a.png', content: Buffer.from('a') }, { name: 'b.png', content: Buffer.from('b') }]));
    for (let turn = 0; turn < 2; turn += 1) {
      const needed: string[] = [];
      await readSource({ type: 'archive', from: { file: 'a.zip' } }, { root, cache, downloads, stages: { needs: (name) => needed.push(name) } });
      expect(needed).toEqual(await readdir(archivesFolder(cache)));
      expect(needed).toHaveLength(1);
    }
  });

  it('opens the flags of the world', async () => {
    expect((await readSource({ type: 'country-flags' }, { root: '/nowhere', cache: '/nowhere', downloads, stages })).found).toBe(250);
  });
});
