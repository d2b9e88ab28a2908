import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/gallery/items.ts';
import type { Manifest } from '../../../src/gallery/manifest.ts';
import type { OpenedTable } from '../../../src/gallery/open-table.ts';
import { readColumns } from '../../../src/viewer/columns.ts';
import { tableAt } from './collection.support.ts';

const region = { column: 'region', title: 'Region', values: [{ value: 'Europe', count: 2 }, { value: 'Africa', count: 1 }] };
const people = { column: 'people', title: 'People', kind: 'number' as const, unit: 'persons' };

const galleryOf = (items: readonly Partial<Item>[], manifest: Partial<Manifest>): OpenedTable => tableAt(items.map(() => [0, 0]), (index) => items[index]!, manifest);

describe('label columns', () => {
  it('hold the place of each item’s value, the commonest first', () => {
    const { labels } = readColumns(galleryOf(['Africa', 'Europe', 'Europe'].map((value) => ({ labels: { region: value } })), { labels: [region] }));
    expect(labels).toEqual([{ column: 'region', title: 'Region', values: ['Europe', 'Africa'], codes: Uint32Array.of(1, 0, 0) }]);
  });

  it('tell an item without a value from all that have one', () => {
    const { labels } = readColumns(galleryOf([{ labels: { region: '' } }, {}, { labels: { region: 'Europe' } }], { labels: [region] }));
    expect([...labels[0]!.codes]).toEqual([2, 2, 0]);
  });

  it('are none where the gallery has none', () => {
    expect(readColumns(galleryOf([{}], {}))).toEqual({ count: 1, labels: [], numbers: [] });
  });
});

describe('number columns', () => {
  const read = (values: readonly (number | string | null | undefined)[]) =>
    readColumns(galleryOf(values.map((value): Partial<Item> => ({ facts: value === undefined ? {} : { people: value } })), { facts: [people] })).numbers;

  it('hold the values with their unit and extremes', () => {
    expect(read([30, 10, 20])).toEqual([{ column: 'people', title: 'People', unit: 'persons', values: Float64Array.of(30, 10, 20), least: 10, greatest: 30 }]);
  });

  it('hold no number where an item has none', () => {
    const [column] = read([null, 10, undefined, -5]);
    expect(column).toMatchObject({ values: Float64Array.of(Number.NaN, 10, Number.NaN, -5), least: -5, greatest: 10 });
  });

  it('are left out where there is nothing to tell apart', () => {
    expect(read([7, 7, null])).toEqual([]);
    expect(read([7])).toEqual([]);
    expect(read([null, null])).toEqual([]);
  });

  it('are made of numbers only', () => {
    const capital = { column: 'capital', title: 'Capital', kind: 'text' as const };
    expect(readColumns(galleryOf([{ facts: { capital: 'Rome' } }, { facts: { capital: 'Oslo' } }], { facts: [capital] })).numbers).toEqual([]);
  });
});
