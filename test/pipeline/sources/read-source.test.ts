import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../pipeline/sources/read-source.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('readSource', () => {
  it('opens a folder relative to the project, or anywhere', async () => {
    const root = await temporaryFolder();
    const cache = path.join(root, 'cache');
    await mkdir(path.join(root, 'pictures'));
    await writeFile(path.join(root, 'pictures/a.png'), 'a');
    for (const folder of ['pictures', './pictures', path.join(root, 'pictures')]) {
      expect((await readSource({ type: 'folder', folder }, { root, cache })).items.map((item) => item.id)).toEqual(['a']);
    }
    await expect(readSource({ type: 'folder', folder: 'elsewhere' }, { root, cache })).rejects.toThrow(/elsewhere is missing/);
  });

  it('opens the flags of the world', async () => {
    expect((await readSource({ type: 'country-flags' }, { root: '/nowhere', cache: '/nowhere' })).found).toBe(250);
  });
});
