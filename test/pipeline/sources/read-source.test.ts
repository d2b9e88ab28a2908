import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Downloads } from '../../../pipeline/download/downloads.ts';
import { Unavailable } from '../../../pipeline/download/fetch-file.ts';
import { readSource } from '../../../pipeline/sources/read-source.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** Nothing is downloaded here. */
const downloads: Downloads = { obtain: ({ url }) => Promise.reject(new Unavailable(`${url} is far away.`)) };

describe('readSource', () => {
  it('opens a folder relative to the project, or anywhere', async () => {
    const root = await temporaryFolder();
    const cache = path.join(root, 'cache');
    await mkdir(path.join(root, 'pictures'));
    await writeFile(path.join(root, 'pictures/a.png'), 'a');
    for (const folder of ['pictures', './pictures', path.join(root, 'pictures')]) {
      expect((await readSource({ type: 'folder', folder }, { root, cache, downloads })).items.map((item) => item.id)).toEqual(['a-png']);
    }
    await expect(readSource({ type: 'folder', folder: 'elsewhere' }, { root, cache, downloads })).rejects.toThrow(/elsewhere is missing/);
  });

  it('opens the flags of the world', async () => {
    expect((await readSource({ type: 'country-flags' }, { root: '/nowhere', cache: '/nowhere', downloads })).found).toBe(250);
  });
});
