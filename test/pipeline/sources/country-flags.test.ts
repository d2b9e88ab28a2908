import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../../pipeline/images/decode.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';
import { countryFlags } from '../../../pipeline/sources/country-flags.ts';
import { redrawnFlags } from '../../../pipeline/sources/redrawn-flags.ts';
import type { Source } from '../../../pipeline/sources/source.ts';
import { furthest } from '../images/pictures.support.ts';

let source: Source;
beforeAll(async () => { source = await countryFlags(); });

const flag = (id: string): SourceItem => {
  const found = source.items.find((item) => item.id === id);
  if (!found) throw new Error(`no flag ${id}`);
  return found;
};
const drawn = async (id: string, longestSide = 120) => decodePicture(await flag(id).picture.read(), flag(id).file, { longestSide });

describe('countryFlags', () => {
  it('accounts for every country record', () => {
    expect(source.found).toBe(250);
    expect(source.items.length + source.skipped.length).toBe(source.found);
    for (const { name, reason } of source.skipped) {
      expect(name).not.toBe('');
      expect(reason).toMatch(/^.+ flies the flag of .+ and is shown together with it\.$/);
    }
  });

  it('gives each a code of its own', () => {
    const ids = source.items.map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const item of source.items) {
      expect(item.id).toMatch(/^[a-z]{2}$/);
      expect(item.facts.code).toBe(item.id.toUpperCase());
      expect(item.title).not.toBe('');
    }
    expect(ids).toEqual(expect.arrayContaining(['be', 'gb', 'no', 'np', 'td', 'ro', 'xk']));
  });

  it('tells what else people call a country', () => {
    expect(flag('gb').spellings).toContain('UK');
    expect(flag('us').spellings).toContain('USA');
    expect(flag('nl').spellings).toContain('Holland');
  });

  it('shows territories that fly a state’s flag together with it', () => {
    expect(flag('no').aliases).toEqual(expect.arrayContaining(['Bouvet Island', 'Svalbard and Jan Mayen']));
    expect(flag('no').aliases).toHaveLength(2);
    expect(flag('fr').aliases).toEqual(expect.arrayContaining(['Guadeloupe', 'French Guiana', 'Martinique', 'Mayotte', 'Réunion']));
    expect(flag('us').aliases).toEqual(['United States Minor Outlying Islands']);
    expect(flag('gb').aliases).toEqual([]);
    expect(source.items.flatMap((item) => item.aliases).sort()).toEqual(source.skipped.map((one) => one.name).sort());
    for (const id of ['bv', 'sj', 'gp', 're', 'um']) expect(source.items.some((item) => item.id === id)).toBe(false);
  });

  it('keeps states with alike flags apart', () => {
    for (const pair of [['td', 'ro'], ['id', 'mc'], ['nl', 'lu'], ['ie', 'ci']]) for (const id of pair) expect(flag(id).title).not.toBe('');
  });

  it('draws Saint Helena’s own flag, not the Union Jack', async () => {
    const [own, jack] = await Promise.all([drawn('sh'), drawn('gb')]);
    expect([own.width, own.height]).toEqual([jack.width, jack.height]);
    // The lower right corner of a blue ensign is plain blue.
    const corner = 4 * ((own.height - 4) * own.width + own.width - 12);
    expect(own.rgba[corner + 2]!).toBeGreaterThan(own.rgba[corner]! + 40);
    expect(furthest(own.rgba, jack.rgba)).toBeGreaterThan(100);
  });

  it('takes the redrawn flags from the other package', () => {
    const files = new Map([['AF', 'afg.svg'], ['BZ', 'blz.svg'], ['HN', 'hnd.svg'], ['MR', 'mrt.svg'], ['SH', 'shn.svg']]);
    expect(Object.keys(redrawnFlags).sort()).toEqual([...files.keys()].sort());
    for (const [code, file] of files) expect(flag(code.toLowerCase()).file).toBe(file);
    expect(flag('be').file).toBe('be.svg');
  });

  it.each([['np', 0.82], ['ch', 1], ['va', 1], ['qa', 2.55], ['gb', 2], ['be', 1.15], ['fr', 1.5]])('keeps the true proportions of %s', async (id, ratio) => {
    const { width, height } = await drawn(id, 400);
    expect(width / height).toBeGreaterThan(ratio - 0.06);
    expect(width / height).toBeLessThan(ratio + 0.06);
  });

  it('sees through Nepal’s flag only', async () => {
    expect((await drawn('np', 400)).transparent).toBe(true);
    expect((await drawn('fr', 400)).transparent).toBe(false);
  });

  it('names published flags as borders, both ways and never itself', () => {
    const ids = new Set(source.items.map((item) => item.id));
    for (const item of source.items) {
      const borders = item.facts.borders as string[];
      expect(borders.filter((id) => !ids.has(id))).toEqual([]);
      expect(borders).not.toContain(item.id);
      expect(new Set(borders).size).toBe(borders.length);
    }
    expect(flag('be').facts.borders).toEqual(expect.arrayContaining(['fr', 'de', 'lu', 'nl']));
  });

  it('lets a state have the borders that point to its merged territory', () => {
    // French Guiana borders Brazil and Suriname, whose records name it.
    expect(flag('br').facts.borders).toContain('fr');
    expect(flag('sr').facts.borders).toContain('fr');
  });

  it('knows most populations, each its own', () => {
    const unknown = source.items.filter((item) => item.facts.population === null);
    expect(unknown.length).toBeLessThan(12);
    const between = (id: string, low: number, high: number): void => {
      const people = flag(id).facts.population as number;
      expect(people).toBeGreaterThan(low * 1e6);
      expect(people).toBeLessThan(high * 1e6);
    };
    between('td', 14, 22);
    between('gb', 60, 75);
    between('cn', 1_300, 1_500);
    between('cd', 75, 120);
    between('cg', 4, 8);
    between('kr', 48, 55);
    between('kp', 23, 28);
    between('ci', 22, 35);
    between('us', 310, 360);
    between('va', 0.0003, 0.002);
  });

  it('fills the columns that it announces', () => {
    for (const label of source.labels) expect(source.items.filter((item) => !item.labels[label.column])).toEqual([]);
    const own = source.facts.filter((fact) => !source.labels.some((label) => label.column === fact.column));
    for (const fact of own) {
      for (const item of source.items) {
        const value = item.facts[fact.column];
        expect(value).not.toBeUndefined();
        if (fact.kind === 'list' || fact.kind === 'items') expect(Array.isArray(value)).toBe(true);
        else if (value !== null) expect(typeof value).toBe(fact.kind === 'number' ? 'number' : 'string');
      }
    }
    expect(flag('be')).toMatchObject({
      title: 'Belgium', subtitle: 'Kingdom of Belgium', labels: { region: 'Europe', status: 'Independent' },
      facts: { capital: 'Brussels', languages: ['Dutch', 'French', 'German'], area: 30528 },
    });
    expect(source.credits.every((credit) => credit.licence !== '' && credit.url.startsWith('https://'))).toBe(true);
  });
});
