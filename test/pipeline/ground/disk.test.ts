import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asProblem, codeOf, isThere } from '../../../pipeline/ground/disk.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';

const refusal = (code: string): Error => Object.assign(new Error(`${code}: refused`), { code });

describe('isThere', () => {
  it('knows files and folders from what is not there', async () => {
    expect(await Promise.all([import.meta.filename, import.meta.dirname, '/no/such/file'].map(isThere))).toEqual([true, true, false]);
  });
});

describe('codeOf', () => {
  it('reads the code of a system error', async () => {
    expect(codeOf(await readFile('/no/such/file').catch((error: unknown) => error))).toBe('ENOENT');
  });

  it.each([new Error('plain'), 'text', null, undefined, { code: 'ENOENT' }, Object.assign(new Error('odd'), { code: 7 })])('is empty without one', (error) => {
    expect(codeOf(error)).toBe('');
  });
});

describe('asProblem', () => {
  it.each([
    ['ENOSPC', /disk is full; free some space/], ['EDQUOT', /disk is full/], ['EROFS', /read-only/], ['EACCES', /access is denied/], ['EPERM', /access is denied/],
    ['ENOTDIR', /a file stands where a folder is needed/], ['EEXIST', /a file stands where a folder is needed/],
  ])('puts %s into a sentence that names the place and what to do', (code, sentence) => {
    const problem = asProblem(refusal(code), 'public/galleries/flags');
    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).message).toMatch(sentence);
    expect((problem as Problem).message).toMatch(/^public\/galleries\/flags could not be written because [^;]+; [^;]+ build again\.|^public\/galleries\/flags could not be written because [^;]+; build on a disk/);
  });

  it('passes other errors through', () => {
    for (const error of [refusal('EIO'), new Error('plain'), 'text', undefined]) expect(asProblem(error, 'here')).toBe(error);
  });
});
