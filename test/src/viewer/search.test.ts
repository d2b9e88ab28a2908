import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearch, folded, type Named } from '../../../src/viewer/search.ts';
import { columnsOf } from './columns.support.ts';

const search = (named: readonly Named[], query: string) => createSearch(named, []).find(query)?.rows ?? [];
const items = [
  { index: 0, title: 'Equatorial Guinea', subtitle: '', aliases: [] },
  { index: 1, title: 'Guinea', subtitle: '', aliases: [] },
  { index: 2, title: 'Anguilla', subtitle: '', aliases: [] },
  { index: 3, title: 'Guinea-Bissau', subtitle: '', aliases: [] },
  { index: 4, title: 'Norway', subtitle: '', aliases: ['Svalbard and Jan Mayen', 'Bouvet Island'] },
  { index: 5, title: 'Åland Islands', subtitle: '', aliases: [] },
  { index: 6, title: 'Côte d’Ivoire', subtitle: '', aliases: [] },
];
const names = (query: string): string[] => search(items, query).map(({ index }) => items[index]!.title);

describe('search', () => {
  it('puts beginnings first, then beginnings of words, then the rest', () => {
    expect(names('gui')).toEqual(['Guinea', 'Guinea-Bissau', 'Equatorial Guinea', 'Anguilla']);
  });

  it('knows other names and says whose they are', () => {
    expect(search(items, 'jan m')).toEqual([{ index: 4, name: 'Svalbard and Jan Mayen', of: 'Norway', start: 13, end: 18 }]);
  });

  it('knows other spellings by the beginnings of their words', () => {
    const countries = [{ title: 'Ukraine', subtitle: '', aliases: [] }, { title: 'United Kingdom', subtitle: '', aliases: [], spellings: ['UK', 'Great Britain'] }];
    expect(search(countries, 'uk').map(({ name, of }) => [name, of])).toEqual([['Ukraine', null], ['UK', 'United Kingdom']]);
    expect(search(countries, 'brit').map(({ name, of }) => [name, of])).toEqual([['Great Britain', 'United Kingdom']]);
    expect(search(countries, 'rita')).toEqual([]);
  });

  it('does not mind accents or case', () => {
    expect(names('aland')).toEqual(['Åland Islands']);
    expect(names('COTE')).toEqual(['Côte d’Ivoire']);
  });

  it('marks the part that matches', () => {
    const [match] = search(items, 'ivoire');
    expect(match!.name.slice(match!.start, match!.end)).toBe('Ivoire');
  });

  it('finds nothing for nothing', () => {
    expect(search(items, '  ')).toEqual([]);
    expect(search(items, 'atlantis')).toEqual([]);
  });

  it('gives at most eight rows, one an item', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ index, title: `Flag ${index}`, subtitle: '', aliases: [`Flag of ${index}`] }));
    const found = search(many, 'flag');
    expect(found).toHaveLength(8);
    expect(new Set(found.map(({ index }) => index)).size).toBe(8);
  });

  it('finds what a label names, by the beginnings of its words', () => {
    const { labels } = columnsOf({ region: ['Middle Africa', 'Western Africa', 'Caribbean', 'Western Africa', 'Northern Europe', 'Northern Europe', 'Western Africa'] });
    const found = createSearch(items, labels).find('africa')!;
    expect(found.labels.map(({ value, title, start, end }) => [value, title, value.slice(start, end)])).toEqual([['Middle Africa', 'region', 'Africa'], ['Western Africa', 'region', 'Africa']]);
    expect([...found.items]).toEqual([1, 1, 0, 1, 0, 0, 1]);
    expect(found.count).toBe(4);
    expect(createSearch(items, labels).find('frica')!.labels).toEqual([]);
  });

  it('marks every item with a matching name, more than there are rows', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ index, title: `Flag ${index}`, subtitle: '', aliases: [] }));
    const found = createSearch(many, []).find('flag 1', 4)!;
    expect([found.rows.length, found.count]).toEqual([4, 11]);
  });

  it('folds to the same length, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(folded(text)).toHaveLength(text.length);
    }));
  });
});

it('reads marks as spaces and knows official names', () => {
  const named = [
    { index: 0, title: 'Guinea-Bissau', subtitle: '', aliases: [] },
    { index: 1, title: 'Côte d’Ivoire', subtitle: '', aliases: [] },
    { index: 2, title: 'Russia', subtitle: 'Russian Federation', aliases: [] },
  ];
  expect(search(named, 'guinea bissau').map((match) => match.index)).toEqual([0]);
  expect(search(named, "cote d'ivoire").map((match) => match.index)).toEqual([1]);
  expect(search(named, 'federation')).toMatchObject([{ index: 2, name: 'Russian Federation', of: 'Russia' }]);
});
