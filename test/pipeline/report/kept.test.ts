import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFile } from '../../../pipeline/cache/folder.ts';
import type { BuildReport } from '../../../pipeline/report/build-report.ts';
import { keepPictures, keepReport, lastPictures } from '../../../pipeline/report/kept.ts';
import { temporaryFolder } from '../../support/folder.ts';

const report = (seconds: number): BuildReport => ({
  id: 'tiny', counts: { found: 1, published: 1, skipped: [] }, encoders: {}, layouts: {}, families: {}, notices: [], bytes: {}, stages: [], seconds,
});

describe('keepReport', () => {
  it('keeps the last report of a collection', async () => {
    const cache = path.join(await temporaryFolder(), 'not/yet/there');
    await keepReport(cache, report(2));
    await keepReport(cache, report(1));
    await keepReport(cache, { ...report(3), id: 'other' });
    expect(JSON.parse(await readFile(reportFile(cache, 'tiny'), 'utf8'))).toEqual(report(1));
    expect(JSON.parse(await readFile(reportFile(cache, 'other'), 'utf8'))).toMatchObject({ id: 'other', seconds: 3 });
  });

  it('says when the cache folder is a file', async () => {
    const cache = path.join(await temporaryFolder(), 'cache');
    await writeFile(cache, 'a file');
    await expect(keepReport(cache, report(1))).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(/tiny\.json could not be written because a file stands where a folder is needed/) });
  });
});

it('remembers the pictures of the last build, and begins anew where that is damaged', async () => {
  const cache = await temporaryFolder();
  expect(await lastPictures(cache, 'tiny')).toBeNull();
  await keepPictures(cache, 'tiny', { 'a.jpg': '1' });
  expect(await lastPictures(cache, 'tiny')).toEqual({ 'a.jpg': '1' });
  await writeFile(path.join(cache, 'pictures/tiny.json'), '{');
  expect(await lastPictures(cache, 'tiny')).toBeNull();
});
