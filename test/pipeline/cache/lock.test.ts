import { access, link, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../../pipeline/cache/lock.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** What another process does between two steps of this one, and whether files can have second names. */
const other = vi.hoisted(() => ({
  onceCreated: async (): Promise<void> => undefined,
  beforeRemoval: async (_file: string): Promise<void> => undefined,
  links: true,
}));
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof import('node:fs/promises')>();
  return {
    ...files,
    writeFile: async (file: string, text: string, options?: { flag: string }) => {
      await files.writeFile(file, '', options);
      await other.onceCreated();
      await files.writeFile(file, text);
    },
    link: async (...names: [string, string]) => {
      if (!other.links) throw Object.assign(new Error('no links here'), { code: 'EPERM' });
      await files.link(...names);
    },
    rename: async (...names: [string, string]) => {
      await other.beforeRemoval(names[0]);
      await files.rename(...names);
    },
    rm: async (file: string, options: object) => {
      await other.beforeRemoval(file);
      await files.rm(file, options);
    },
  };
});
afterEach(() => {
  Object.assign(other, { onceCreated: async () => undefined, beforeRemoval: async () => undefined, links: true });
});

describe.each([['with links', true], ['where files have no second name', false]])('withLock, %s', (_, links) => {
  it('holds the lock during the work and gives it back, also after a failure', async () => {
    other.links = links;
    const folder = await temporaryFolder();
    const file = path.join(folder, 'lock');
    await withLock(folder, async () => {
      expect(await readFile(file, 'utf8')).toBe(String(process.pid));
      expect(await readdir(folder)).toEqual(['lock']);
    });
    await expect(access(file)).rejects.toThrow();
    await expect(withLock(folder, async () => { throw new Error('no'); })).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses while another process holds it', async () => {
    other.links = links;
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'lock'), String(process.ppid));
    await expect(withLock(folder, async () => 1)).rejects.toThrow(/in use by another build/);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('takes over the lock of a process that has ended', async () => {
    other.links = links;
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'lock'), '999999999');
    expect(await withLock(folder, async () => 1)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the lock to another process that has taken it over in the meantime', async () => {
    other.links = links;
    const folder = await temporaryFolder();
    const file = path.join(folder, 'lock');
    await writeFile(file, '999999999');
    let taken = false;
    other.beforeRemoval = async (removed) => {
      if (removed !== file || taken) return;
      taken = true;
      await writeFile(file, String(process.ppid));
    };
    await expect(withLock(folder, async () => 1)).rejects.toThrow(/in use by another build/);
    expect(await readdir(folder)).toEqual(['lock']);
    expect(await readFile(file, 'utf8')).toBe(String(process.ppid));
  });
});

it('takes over what a killed process of the same number left under both names', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'lock');
  await writeFile(file, String(process.pid));
  await link(file, `${file}.${process.pid}`);
  expect(await withLock(folder, async () => 1)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('shows no lock without its process, which another one would take for left behind', async () => {
  const folder = await temporaryFolder();
  const seen: string[] = [];
  other.onceCreated = async () => { seen.push(await readFile(path.join(folder, 'lock'), 'utf8').catch(() => 'no lock')); };
  await withLock(folder, async () => 1);
  expect(seen).toEqual(['no lock']);
});

it('says what stands in its way', async () => {
  const file = path.join(await temporaryFolder(), 'cache');
  await writeFile(file, 'no folder');
  await expect(withLock(file, async () => 1)).rejects.toThrow(`${file} could not be written because a file stands where a folder is needed; move it away and build again.`);
});
