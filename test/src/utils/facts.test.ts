import { expect, it } from 'vitest';
import { factRows } from '../../../src/utils/facts.ts';
import { smallItem, smallItems, smallManifest } from '../support/small-gallery.ts';

const manifest = smallManifest({
  labels: [{ column: 'region', title: 'Region', values: [] }, { column: 'area', title: 'Size', values: [] }, { column: 'kind', title: 'Kind', values: [] }],
  facts: [
    { column: 'area', title: 'Area', kind: 'number', unit: 'km²' }, { column: 'languages', title: 'Languages', kind: 'list' },
    { column: 'borders', title: 'Borders', kind: 'items' }, { column: 'kind2', title: 'Kind', kind: 'text' }, { column: 'none', title: 'None', kind: 'text' },
  ],
});

it('makes rows of labels and facts, without empty ones and without a title twice', () => {
  const chad = smallItem(0, {
    id: 'td', labels: { region: 'Africa', kind: 'x', area: 'large' },
    facts: { area: 1284000, languages: ['Arabic', 'French'], borders: ['ly', 'zz'], kind2: 'republic', none: null },
  });
  const libya = smallItem(1, { id: 'ly', title: 'Libya' });
  const rows = factRows(manifest, smallItems([chad, libya]), chad);
  expect(rows.map((row) => [row.title, row.values.map((value) => value.text)])).toEqual([
    ['Region', ['Africa']], ['Area', ['1,284,000\u00a0km²']], ['Languages', ['Arabic', 'French']], ['Borders', ['Libya', 'zz']], ['Kind', ['republic']],
  ]);
  expect(rows[3]!.values.map((value) => value.item?.id)).toEqual(['ly', undefined]);
});
