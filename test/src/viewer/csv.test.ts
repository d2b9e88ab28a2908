import { expect, it } from 'vitest';
import { toCsv } from '../../../src/viewer/csv.ts';
import { smallItem } from '../support/small-gallery.ts';

const manifest = {
  labels: [{ column: 'region', title: 'Region', values: [] }],
  facts: [{ column: 'region', title: 'Region', kind: 'text' as const }, { column: 'area', title: 'Area', kind: 'number' as const }, { column: 'languages', title: 'Languages', kind: 'list' as const }],
};

it('writes a header, every column once, and quotes what needs it', () => {
  const items = [
    smallItem(0, { title: 'Korea, South', labels: { region: 'Asia' }, facts: { area: -3.5, languages: ['Korean'] } }),
    smallItem(1, { title: 'The "Rock"\nof', aliases: ['a', 'b'], labels: { region: '' }, facts: { area: null, languages: ['x', 'y'] } }),
  ];
  expect(toCsv(manifest, items)).toBe([
    'id,title,subtitle,aliases,region,area,languages',
    'i0,"Korea, South",,,Asia,-3.5,Korean',
    'i1,"The ""Rock""\nof",,a; b,,,x; y',
    '',
  ].join('\r\n'));
});

it('keeps a text from being run as a formula', () => {
  expect(toCsv({ labels: [], facts: [] }, [smallItem(0, { title: '=HYPERLINK("x")' })])).toContain(`"'=HYPERLINK(""x"")"`);
});
