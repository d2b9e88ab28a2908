import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../../pipeline/sources/metadata/read-metadata.ts';
import { temporaryFolder } from '../../../support/folder.ts';

describe('readMetadata', () => {
  it.each([{ key: 'column 1' }, { labels: ['Country', 'column 1'] }])('says what to do where a column is not there: %j', async (settings) => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'list.csv'), 'File,Country\na.jpg,Malta\n');
    await expect(readMetadata({ file: 'list.csv', ...settings }, folder, ['a.jpg'])).rejects.toMatchObject({
      name: 'Problem', message: `${path.join(folder, 'list.csv')} has no column “column 1”, but: File, Country; correct “key” or “labels” in the collection's file.`,
    });
  });
});
