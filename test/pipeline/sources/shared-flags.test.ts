import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';
import { mergeSharedFlags } from '../../../pipeline/sources/shared-flags.ts';
import { svg } from '../images/pictures.support.ts';

const bars = (colours: readonly string[], width = 3, height = 2): Uint8Array => svg(`viewBox="0 0 ${width} ${height}"`,
  colours.map((colour, index) => `<rect x="${(index * width) / colours.length}" width="${width / colours.length + 0.01}" height="${height}" fill="${colour}"/>`).join(''));
const FRANCE = bars(['#002654', '#ffffff', '#ce1126']);
const CHAD = bars(['#002664', '#fecb00', '#c60c30']);
const ROMANIA = bars(['#002b7f', '#fcd116', '#ce1126']);

const place = (id: string, bytes: Uint8Array, sovereign: boolean, borders: string[] = []) => {
  const item: SourceItem = { id, title: `Land ${id}`, subtitle: '', aliases: [], labels: {}, facts: { borders, code: id }, file: `${id}.svg`, picture: inMemory(bytes) };
  return { item, sovereign };
};
const ids = (items: readonly SourceItem[]): string[] => items.map((item) => item.id);

describe('mergeSharedFlags', () => {
  it('shows territories with the one state whose flag they fly', async () => {
    const { kept, skipped } = await mergeSharedFlags([place('re', FRANCE, false), place('be', CHAD, true), place('fr', FRANCE, true), place('yt', FRANCE, false)]);
    expect(ids(kept)).toEqual(['be', 'fr']);
    expect(kept[1]).toMatchObject({ title: 'Land fr', aliases: ['Land re', 'Land yt'], facts: { code: 'fr' } });
    expect(kept[0]!.aliases).toEqual([]);
    expect(skipped).toEqual(['re', 'yt'].map((id) => ({ name: `Land ${id}`, reason: `Land ${id} flies the flag of Land fr and is shown together with it.` })));
  });

  it('keeps two states with alike but different flags apart', async () => {
    const { kept, skipped } = await mergeSharedFlags([place('td', CHAD, true), place('ro', ROMANIA, true)]);
    expect(ids(kept)).toEqual(['td', 'ro']);
    expect(skipped).toEqual([]);
    const indonesia = svg('viewBox="0 0 3 2"', '<rect width="3" height="1" fill="#ce1126"/><rect y="1" width="3" height="1" fill="#ffffff"/>');
    const monaco = svg('viewBox="0 0 5 4"', '<rect width="5" height="2" fill="#ce1126"/><rect y="2" width="5" height="2" fill="#ffffff"/>');
    expect(ids((await mergeSharedFlags([place('id', indonesia, true), place('mc', monaco, true), place('xx', monaco, false)])).kept)).toEqual(['id', 'mc']);
  });

  it('keeps a territory whose flag is only like that of a state', async () => {
    expect(ids((await mergeSharedFlags([place('td', CHAD, true), place('xx', ROMANIA, false)])).kept)).toEqual(['td', 'xx']);
  });

  it('merges nothing where no state, or more than one, flies the flag', async () => {
    expect(ids((await mergeSharedFlags([place('a', FRANCE, false), place('b', FRANCE, false)])).kept)).toEqual(['a', 'b']);
    const two = await mergeSharedFlags([place('a', FRANCE, true), place('b', FRANCE, true), place('c', FRANCE, false)]);
    expect(ids(two.kept)).toEqual(['a', 'b', 'c']);
    expect(two.kept.every((item) => item.aliases.length === 0)).toBe(true);
  });

  it('lets borders name the item that a place is shown with, once and never itself', async () => {
    const { kept } = await mergeSharedFlags([
      place('fr', FRANCE, true, ['td', 'gf']), place('gf', FRANCE, false, ['td']), place('td', CHAD, true, ['gf', 'fr', 'ro']), place('ro', ROMANIA, true),
    ]);
    expect(kept.map((item) => [item.id, item.facts.borders])).toEqual([['fr', ['td']], ['td', ['fr', 'ro']], ['ro', []]]);
  });
});
