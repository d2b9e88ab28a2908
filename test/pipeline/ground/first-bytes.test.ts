import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstBytes } from '../../../pipeline/ground/first-bytes.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('firstBytes', () => {
  it.each([['', 4], ['abc', 4], ['abcd', 4], ['abcdef', 4], ['x'.repeat(300_000), 200_000]])('reads no more than there is and was asked for', async (text, count) => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, text);
    expect((await firstBytes(file, count)).toString()).toBe(text.slice(0, count));
  });

  it('throws the disk\'s error', async () => {
    await expect(firstBytes('/no/such/file', 4)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
