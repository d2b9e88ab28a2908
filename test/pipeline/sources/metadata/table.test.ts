import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../../pipeline/sources/metadata/table.ts';
import { temporaryFolder } from '../../../support/folder.ts';

async function table(name: string, content: string | Uint8Array) {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, content);
  return readTable(file);
}

describe('readTable', () => {
  it.each([
    ['commas', 'file,Artist\na.jpg,"Doe, Jane"\n\nb.jpg,\n'],
    ['semicolons and Windows line ends', 'file;Artist\r\na.jpg;Doe, Jane\r\nb.jpg;\r\n'],
    ['tabs and a byte order mark', '\ufefffile\tArtist\na.jpg\tDoe, Jane\nb.jpg\t'],
  ])('reads CSV with %s', async (_, content) => {
    expect(await table('list.csv', content)).toEqual({ columns: ['file', 'Artist'], rows: [['a.jpg', 'Doe, Jane'], ['b.jpg', null]] });
  });

  it('reads what older spreadsheets write, short rows and headings without a name', async () => {
    const latin = Uint8Array.from('file,,Ort\na.jpg,1,Köln\nb.jpg\n', (letter) => letter.charCodeAt(0));
    expect(await table('list.csv', latin)).toEqual({ columns: ['file', 'column 2', 'Ort'], rows: [['a.jpg', '1', 'Köln'], ['b.jpg', null, null]] });
  });

  it('reads JSON as a list, or by file name', async () => {
    const list = [{ file: 'a.jpg', size: 3, tags: ['x', 4, {}], deep: { no: 1 }, sold: true }, { file: 'b.jpg', note: ' <b>bold</b> ' }];
    const expected = { columns: ['file', 'size', 'tags', 'deep', 'sold', 'note'], rows: [['a.jpg', 3, ['x', '4'], null, 'yes', null], ['b.jpg', null, null, null, null, '<b>bold</b>']] };
    expect(await table('list.json', JSON.stringify(list))).toEqual(expected);
    expect(await table('list.json', JSON.stringify({ 'a.jpg': { size: 3 }, 'b.jpg': {} }))).toEqual({ columns: ['file', 'size'], rows: [['a.jpg', 3], ['b.jpg', null]] });
  });

  it.each([
    ['list.csv', 'file,name\n"a.jpg,1\n', /list\.csv cannot be read as a table \(.+\); correct that line/],
    ['list.csv', 'file,name\n', /list\.csv holds no rows/],
    ['list.csv', '', /list\.csv holds no rows/],
    ['list.json', '{', /list\.json is not valid JSON/],
    ['list.json', '[1, 2]', /list\.json is neither a list of objects/],
  ])('refuses %s with %j in one sentence', async (name, content, sentence) => {
    await expect(table(name, content)).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
  });

  it('says when it is not there', async () => {
    await expect(readTable('/nowhere/list.csv')).rejects.toThrow(/^\/nowhere\/list\.csv cannot be read; correct “metadata”/);
  });
});
