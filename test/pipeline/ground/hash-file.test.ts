import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { hashFile } from '../../../pipeline/ground/hash-file.ts';
import { temporaryFolder } from '../../support/folder.ts';

it('hashes a file of more than one piece', async () => {
  const file = path.join(await temporaryFolder(), 'a');
  // NIST's long test vector: a million times “a”.
  await writeFile(file, 'a'.repeat(1_000_000));
  expect(await hashFile(file)).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  await expect(hashFile(`${file}-gone`)).rejects.toMatchObject({ code: 'ENOENT' });
});
