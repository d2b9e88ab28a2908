import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAt } from '../../../pipeline/add/look.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** A folder with two pictures of one name, another one, and these files. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const inside of ['old', 'new']) await mkdir(path.join(folder, inside));
  for (const file of ['a.png', 'old/b.png', 'new/b.png']) await writeFile(path.join(folder, file), file);
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return folder;
}

const unused = async (files: Record<string, string>): Promise<string[]> => (await lookAt(await folderWith(files))).unused;

describe('lookAt', () => {
  it.each([
    ['list.csv', 'file,note\n"a.png,x\n', /^list\.csv is not used: it cannot be read as a table \(.+\); correct that line, or export the table again\.$/],
    ['list.tsv', 'file\tnote\n', /^list\.tsv is not used: it holds no rows; give it a heading and a row for each picture\.$/],
    ['list.json', '{"file":"a.png"}\n{"file":"b.png"}\n', /^list\.json is not used: it is not valid JSON \(.+\); correct it, or export it again\.$/],
    ['list.json', '[1]', /^list\.json is not used: it is neither a list of objects nor .+; write it as one of these\.$/],
    ['list.csv', 'file,note\nq.png,x\n', /^list\.csv is not used: none of its columns names these pictures; give it one with the names of their files\.$/],
    ['list.csv', 'file,note\nb.png,x\n', /^list\.csv is not used: each of its names could be several pictures; write their folders too\.$/],
  ])('says why %s with %j is not used', async (name, text, sentence) => {
    const sentences = await unused({ [name]: text });
    expect(sentences).toEqual([expect.stringMatching(sentence)]);
    expect(sentences[0]).not.toContain('\n');
  });

  it('uses the table that tells of the most pictures, and says so of the others', async () => {
    const findings = await lookAt(await folderWith({ 'less.csv': 'file,note\na.png,x\n', 'more.json': '{ "a.png": "A boat", "new/b.png": "A house" }', 'notes.txt': 'none' }));
    expect(findings.table).toMatchObject({ file: 'more.json', key: 'file', pictures: 2, columns: [{ name: 'title', meaning: { role: 'title' } }] });
    expect(findings.unused).toEqual(['less.csv is not used: only one table can be, and more.json tells of as many pictures or more.']);
    expect(findings.passedOver).toEqual([{ ending: '.txt', count: 1 }]);
  });

  it('tells of a table without headings, all of it', async () => {
    const { table } = await lookAt(await folderWith({ 'list.csv': 'a.png,Malta\nold/b.png,Togo\n' }));
    expect(table).toMatchObject({ key: 'column 1', pictures: 2, headless: true });
  });

  it('says what to do about what is no folder: no collection has a file yet', async () => {
    const folder = await folderWith({ 'pics.zip': 'PK', 'pics.tar.gz': '', 'letter.pdf': '' });
    const problemOf = (name: string): Promise<string> => lookAt(path.join(folder, name)).then(() => 'none', (error: Error) => `${error.name}: ${error.message.replace(`${folder}/`, '')}`);
    expect(await problemOf('none')).toBe('Problem: none is missing; check how its name is written.');
    expect(await problemOf('letter.pdf')).toBe('Problem: letter.pdf is a file, not a folder; name the folder that holds your pictures.');
    for (const name of ['pics.zip', 'pics.tar.gz']) {
      expect(await problemOf(name)).toBe(`Problem: ${name} is an archive, not a folder; unpack it, or write a collection with “type: archive” as docs/collections.md shows.`);
    }
  });
});
