import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '../../pipeline/doctor.ts';
import { temporaryFolder } from '../support/folder.ts';

const ORDINARY = 'title: Stamps\ndescription: Some stamps.\nsource: { type: folder, folder: stamps }\nencoders: [{ type: pixels }]\n';

async function project(collection: string): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  await writeFile(path.join(root, 'content/collections/stamps.yaml'), collection);
  return root;
}
const downloads = { missing: async (remotes: readonly unknown[]) => remotes.length === 0 ? [] : [{ url: 'https://example.org/weights.h5', name: 'weights.h5', megabytes: 80 }] };
const examine = async (collection: string, more: { cache?: string; data?: string } = {}): Promise<string[]> => {
  const root = await project(collection);
  return doctor({ root, cache: root, data: undefined, downloads, engine: null, ...more });
};

describe('doctor', () => {
  it('says a line each about the parts that builds need', async () => {
    const cache = await temporaryFolder();
    const lines = await examine(ORDINARY, { cache });
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe(`Node.js ${process.versions.node}`);
    expect(lines[1]).toMatch(/^[1-9]\d* processor cores, \d+ GB of memory$/);
    expect(lines[2]).toMatch(/^sharp decodes pictures: yes, version \d/);
    expect(lines[3]).toMatch(/^Trains and embeds with \w+, because ./);
    for (const line of lines.slice(4, 8)) expect(line).toMatch(/^  not with (cpu|webgpu|cuda|wasm|tensorflow), because ./);
    expect(lines.slice(8)).toEqual([
      `Results of builds are kept in ${cache}`, 'GALLERY_DATA is not set, so what is not part of the project is fetched when it is asked for', 'Collection stamps: complete.',
    ]);
    for (const line of lines) expect(line).not.toContain('\n');
  });

  it('says that nothing is kept yet, and makes nothing', async () => {
    const folder = await temporaryFolder();
    expect(await examine(ORDINARY, { cache: path.join(folder, 'none') })).toContain(`No results are kept yet; they will be in ${path.join(folder, 'none')}`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what a build leaves out until it is fetched, and from where', async () => {
    const lines = await examine(ORDINARY.replace('pixels', 'vgg19, optional: true').replace('}]', '}, { type: pixels }]'));
    expect(lines.at(-1)).toMatch(/^Collection stamps: Left out vgg19, because weights\.h5 \(about 80 MB, from https:\/\/example\.org\) is not on hand; “npm run gallery -- build stamps” fetches it\.$/);
  });

  it('says what a build would fetch where it leaves nothing out', async () => {
    const lines = await examine(ORDINARY.replace('{ type: folder, folder: stamps }', '{ type: archive, url: "https://example.org/stamps.zip" }'));
    expect(lines.at(-1)).toBe('Collection stamps: would fetch weights.h5 (about 80 MB, from https://example.org).');
  });

  it('says that the folder of data is not there', async () => {
    expect(await examine(ORDINARY, { data: '/nowhere/at/all' })).toContain('GALLERY_DATA names /nowhere/at/all, which is not there; correct the variable or unset it');
  });

  it('says what is wrong with a collection', async () => {
    expect((await examine('title: Stamps\n')).at(-1)).toMatch(/stamps\.yaml lacks “description”; add it\.$/);
  });
});
