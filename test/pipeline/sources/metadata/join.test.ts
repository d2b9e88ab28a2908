import { describe, expect, it } from 'vitest';
import { joinTable } from '../../../../pipeline/sources/metadata/join.ts';
import type { Cell } from '../../../../pipeline/sources/metadata/table.ts';

const tableOf = (columns: string[], ...rows: Cell[][]) => ({ columns, rows });
const joined = (names: Cell[], files: string[]) => joinTable(tableOf(['file'], ...names.map((name) => [name])), files, null);

describe('joinTable', () => {
  it('finds the column that names the files', () => {
    const table = tableOf(['nr', 'Titel', 'Bild'], ['1', 'a', 'a.jpg'], ['2', 'Boat', 'b.jpg']);
    expect(joinTable(table, ['a.jpg', 'b.jpg'], null)).toMatchObject({ key: 'Bild', rowOf: table.rows });
    expect(joinTable(table, ['a.jpg', 'b.jpg'], 'Titel')).toMatchObject({ key: 'Titel', rowOf: [table.rows[0], null], strangers: ['Boat'] });
    expect(joinTable(table, ['x.jpg'], null)).toBeNull();
  });

  it.each([
    ['a.jpg', 'a.jpg'], ['./a.jpg', 'a.jpg'], ['A.JPG', 'a.jpg'], ['a', 'a.jpg'], ['a.tif', 'a.jpg'], ['old\\a.jpg', 'old/a.jpg'], ['a.jpg', 'deep/er/a.jpg'],
    ['elsewhere/a.jpg', 'a.jpg'], ['St. Ives', 'St. Ives.png'], ['cafe\u0301.png', 'caf\u00e9.png'], ['caf\u00e9.png', 'cafe\u0301.png'],
  ])('%s names %s', (name, file) => {
    expect(joined([name], ['other.png', file])?.rowOf).toEqual([null, [name]]);
  });

  it('takes numbers for names', () => {
    expect(joined([7], ['7.png'])?.rowOf).toEqual([[7]]);
  });

  it('prefers the more exact of two that fit', () => {
    expect(joined(['a.jpg'], ['A.jpg', 'a.jpg'])?.rowOf).toEqual([null, ['a.jpg']]);
    expect(joined(['x/a.jpg'], ['y/a.jpg', 'x/a.jpg'])?.rowOf).toEqual([null, ['x/a.jpg']]);
  });

  it('lists names that fit none or several, and keeps the first of two rows for a file', () => {
    const result = joinTable(tableOf(['file', 'n'], ['a.jpg', 1], ['gone.jpg', 2], [null, 3], ['b.png', 4], ['b.png', 5]), ['x/a.jpg', 'y/a.jpg', 'b.png'], null);
    expect(result).toEqual({ key: 'file', rowOf: [null, null, ['b.png', 4]], strangers: ['gone.jpg'], ambiguous: ['a.jpg'], repeated: ['b.png'] });
  });

  it('tells of names that all fit several', () => {
    expect(joined(['a.jpg', 'gone.jpg'], ['x/a.jpg', 'y/a.jpg'])).toMatchObject({ rowOf: [null, null], ambiguous: ['a.jpg'], strangers: ['gone.jpg'] });
  });
});
