import { describe, expect, it } from 'vitest';
import { columnIds, describeColumn } from '../../../../pipeline/sources/metadata/columns.ts';
import type { Cell } from '../../../../pipeline/sources/metadata/table.ts';

const meaning = (name: string, ...cells: Cell[]) => describeColumn(name, cells, null)?.meaning;

describe('describeColumn', () => {
  it.each<[string, Cell[], unknown]>([
    ['height', ['1', '2.5', null, '-3e2', '.5'], { role: 'fact', kind: 'number' }],
    ['height', [1, 2.5], { role: 'fact', kind: 'number' }],
    ['postcode', ['01069', '10115', '20095'], { role: 'fact', kind: 'text' }],
    ['size', ['3 cm', '4 cm', '5 cm'], { role: 'fact', kind: 'text' }],
    ['year', ['1890', '1912', '2003'], { role: 'fact', kind: 'date' }],
    ['visitors', ['1890', '1912', '2003'], { role: 'fact', kind: 'number' }],
    ['bought', ['2019-07-14', '2020-01-01T10:00'], { role: 'fact', kind: 'date' }],
    ['bought', ['14/07/2019', '2020-01-01'], { role: 'fact', kind: 'text' }],
    ['tags', [['a', 'b'], null], { role: 'fact', kind: 'list' }],
    ['tags', ['a|b', 'c', 'd', null], { role: 'fact', kind: 'list' }],
    ['colours', ['red|blue', 'red', null, 'red|white'], { role: 'fact', kind: 'list' }],
    ['note', ['left | right', 'plain'], { role: 'fact', kind: 'text' }],
    ['artist', ['Ada | Bo', 'Ada | Bo', 'Cy', 'Cy', 'Cy', 'Cy'], { role: 'label' }],
    ['Title', ['Left | right', 'House'], { role: 'title' }],
    ['caption', ['Left | right', 'Up | down'], { role: 'subtitle' }],
    ['Title', ['Boat', 'House'], { role: 'title' }],
    ['description', ['A boat.', 'A house.'], { role: 'subtitle' }],
    ['artist', ['Ada', 'Ada', 'Bo', 'Bo'], { role: 'label' }],
    ['artist', ['Ada', 'Ada', 'Ada', 'Ada'], { role: 'fact', kind: 'text' }],
    ['artist', ['Ada', 'Bo', 'Cy', 'Di'], { role: 'fact', kind: 'text' }],
    ['artist', ['Ada', 'Ada', 'Bo', 'Bo', null, null, null, null, null], { role: 'fact', kind: 'text' }],
  ])('%s: %j', (name, cells, expected) => {
    expect(meaning(name, ...cells)).toEqual(expected);
  });

  it('makes values that sort: numbers as numbers, dates as ISO 8601', () => {
    expect(describeColumn('height', ['10', null, '9'], null)?.values).toEqual([10, null, 9]);
    expect(describeColumn('bought', ['2019-07-14 12:30', null], null)?.values).toEqual(['2019-07-14T12:30:00', null]);
    expect(describeColumn('tags', ['a | b', null], null)?.values).toEqual([['a', 'b'], null]);
    expect(describeColumn('title', ['Left | right', ['Up', 'down']], null)?.values).toEqual(['Left | right', 'Up, down']);
  });

  it('reads numbers with decimal commas where the table may have them, and only where all of a column are numbers', () => {
    expect(describeColumn('weight', ['1,5', null, '-2', '1.234,25'], null, true)).toMatchObject({ meaning: { role: 'fact', kind: 'number' }, values: [1.5, null, -2, 1234.25] });
    expect(describeColumn('weight', ['1.5', '2'], null, true)?.values).toEqual([1.5, 2]);
    for (const cells of [['1,5', 'x'], ['1,5', '1.5'], ['01,5', '2']]) expect(describeColumn('weight', cells, null, true)).toMatchObject({ meaning: { kind: 'text' }, values: cells });
    expect(describeColumn('weight', ['1,5', '2,5', '3'], null)?.meaning).toEqual({ role: 'fact', kind: 'text' });
  });

  it('is a label or not where a person says so, and nothing where it is empty', () => {
    expect(describeColumn('year', ['1890', '1912'], true)?.meaning).toEqual({ role: 'label' });
    expect(describeColumn('artist', ['Ada', 'Ada', 'Bo', 'Bo'], false)?.meaning).toEqual({ role: 'fact', kind: 'text' });
    expect(describeColumn('artist', [null, null], null)).toBeNull();
  });

  it('writes its name as people read it', () => {
    expect(describeColumn('year_of_birth', ['1'], null)?.title).toBe('Year of birth');
    expect(describeColumn('ISO code', ['1'], null)?.title).toBe('ISO code');
  });
});

it('names columns so that none meets one of the table’s own or another', () => {
  expect(columnIds(['Größe (cm)', 'id', 'Width', 'x_pixels', '日本', '2019', 'a b', 'a-b', '<script>'])).toEqual(
    ['grosse_cm', 'data_id', 'data_width', 'data_x_pixels', 'column_5', 'data_2019', 'a_b', 'a_b_2', 'script']);
});
