import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../pipeline/cache/lock.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('withLock', () => {
  it('holds the lock during the work and gives it back, also after a failure', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'lock');
    await withLock(folder, async () => expect(await readFile(file, 'utf8')).toBe(String(process.pid)));
    await expect(access(file)).rejects.toThrow();
    await expect(withLock(folder, async () => { throw new Error('no'); })).rejects.toThrow('no');
    await expect(access(file)).rejects.toThrow();
  });

  it('refuses while another process holds it', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'lock'), String(process.ppid));
    await expect(withLock(folder, async () => 1)).rejects.toThrow(/in use by another build/);
  });

  it('takes over the lock of a process that has ended', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'lock'), '999999999');
    expect(await withLock(folder, async () => 1)).toBe(1);
  });
});
