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
    expect(await table('list.csv', content)).toMatchObject({ columns: ['file', 'Artist'], rows: [['a.jpg', 'Doe, Jane'], ['b.jpg', null]] });
  });

  it.each(['little', 'big'])('reads UTF-16 with its %s end first', async (end) => {
    const text = Buffer.from('\ufefffile\tOrt\r\na.jpg\tKöln\r\n', 'utf16le');
    expect(await table('list.csv', end === 'big' ? text.swap16() : text)).toEqual({ columns: ['file', 'Ort'], rows: [['a.jpg', 'Köln']] });
  });

  it('keeps both of two columns with one heading', async () => {
    expect(await table('list.csv', 'file,note,note,note 2\na.jpg,x,y,z\n')).toEqual({ columns: ['file', 'note', 'note 2', 'note 2 2'], rows: [['a.jpg', 'x', 'y', 'z']] });
  });

  it('keeps the first row of a table without headings, and tells that it has none', async () => {
    expect(await table('list.csv', 'a.jpg,Malta\nb.jpg,Togo,1\n')).toEqual({ columns: ['column 1', 'column 2', 'column 3'], rows: [['a.jpg', 'Malta', null], ['b.jpg', 'Togo', '1']], headless: true });
  });

  it('reads a table without headings of any length', async () => {
    const { rows, columns } = await table('list.csv', 'a.jpg,1\n'.repeat(200_000));
    expect([rows.length, columns.length]).toEqual([200_000, 2]);
  });

  it('tells that numbers may have decimal commas where semicolons part them', async () => {
    expect(await table('list.csv', 'file;weight\na.jpg;1,5\n')).toEqual({ columns: ['file', 'weight'], rows: [['a.jpg', '1,5']], decimalCommas: true });
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

  it('reads JSON that gives file names texts as titles, and lets a name stand that rows give themselves', async () => {
    expect(await table('list.json', '{ "a.jpg": "A boat", "b.jpg": null }')).toEqual({ columns: ['file', 'title'], rows: [['a.jpg', 'A boat'], ['b.jpg', null]] });
    expect(await table('list.json', '{ "a.jpg": { "file": "scan 7", "n": 1 } }')).toEqual({ columns: ['file 2', 'file', 'n'], rows: [['a.jpg', 'scan 7', 1]] });
  });

  it.each([
    ['list.csv', 'file,name\n"a.jpg,1\n', /list\.csv cannot be read as a table \(.+\); correct that line/],
    ['list.csv', 'file,name\n', /list\.csv holds no rows/],
    ['list.csv', '', /list\.csv holds no rows/],
    ['list.json', '{', /list\.json is not valid JSON/],
    ['list.json', '{ "file": "a.jpg" }\n{ "file": "b.jpg" }\n', /list\.json is not valid JSON/],
    ['list.json', '{ "a.jpg":\n boat }', /^[^\n]*list\.json is not valid JSON[^\n]*$/],
    ['list.json', '{}', /list\.json holds no rows/],
    ['list.json', '{ "a.jpg": 1, "b.jpg": {} }', /list\.json is neither a list of objects/],
    ['list.json', '[1, 2]', /list\.json is neither a list of objects/],
  ])('refuses %s with %j in one sentence', async (name, content, sentence) => {
    await expect(table(name, content)).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
  });

  it('says when it is not there', async () => {
    await expect(readTable('/nowhere/list.csv')).rejects.toThrow(/^\/nowhere\/list\.csv cannot be read; correct “metadata”/);
  });
});
