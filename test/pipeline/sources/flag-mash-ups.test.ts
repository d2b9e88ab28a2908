import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { mainColours } from '../../../pipeline/sources/flag-colours.ts';
import { blend, mashUp } from '../../../pipeline/sources/flag-mash-ups.ts';
import { BLACK, BLUE, GREEN, RED, striped, templateOf, WHITE, YELLOW } from './flags.support.ts';

describe('mashUp', () => {
  const france = templateOf('fr', 'France', [BLUE, BLUE, WHITE, RED, RED, RED]);
  const ukraine = templateOf('ua', 'Ukraine', [GREEN, YELLOW, YELLOW]);

  it('takes the design with fewer colours and gives it the other’s commonest', () => {
    for (let seed = 0; seed < 8; seed += 1) {
      const made = mashUp([france, ukraine], seeded(seed));
      expect(made.parents).toEqual(['ua', 'fr']);
      expect(made.title).toBe(blend('Ukraine', 'France'));
      expect(made.raster.rgb).toEqual(striped([BLUE, RED, RED]).rgb);
    }
  });

  it('draws neighbours one time in four, besides those met by chance', () => {
    const countries = Array.from({ length: 40 }, (_, index) => templateOf(`c${index}`, `Country${index}`, [RED, WHITE], [`c${index ^ 1}`]));
    const random = seeded(7, 'neighbours');
    const draws = 4000;
    let near = 0;
    const first = new Set<string>();
    for (let draw = 0; draw < draws; draw += 1) {
      const [one, other] = mashUp(countries, random).parents;
      expect(one).not.toBe(other);
      first.add(one!);
      if (countries.find((country) => country.id === one)!.borders.includes(other!)) near += 1;
    }
    const expected = 1 / 4 + (3 / 4) * (1 / 39);
    expect(Math.abs(near / draws - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / draws));
    expect(first.size).toBe(40);
  });

  it('finds a partner for a country without neighbours, or with neighbours that are left out', () => {
    const island = templateOf('is', 'Island', [BLACK, WHITE], ['gone']);
    for (let seed = 0; seed < 20; seed += 1) expect(mashUp([island, ukraine], seeded(seed)).parents.toSorted()).toEqual(['is', 'ua']);
  });

  it('makes the same of the same random numbers', () => {
    const flags = [france, ukraine, templateOf('de', 'Germany', [BLACK, RED, YELLOW])];
    expect(mashUp(flags, seeded(3))).toEqual(mashUp(flags, seeded(3)));
    expect(mainColours(mashUp(flags, seeded(3)).raster).length).toBeGreaterThan(1);
  });
});

describe('blend', () => {
  it.each([['Chad', 'Romania'], ['Trinidad and Tobago', 'France'], ['Guinea-Bissau', 'Côte d’Ivoire'], ['São Tomé and Príncipe', 'Åland Islands'], ['Fiji', 'Mali']])('makes one word of %s and %s', (a, b) => {
    const name = blend(a, b);
    expect(name).toMatch(/^\p{Lu}[\p{Ll}’']+$/u);
    expect(name.length).toBeGreaterThan(2);
    expect(name).not.toBe(a);
  });

  it('begins as one name and ends as the other', () => {
    expect(blend('Chad', 'Romania')).toBe('Chania');
    expect(blend('France', 'Germany')).toMatch(/^Fra.*any$/);
    expect(blend('Kyrgyzstan', 'Greece')).toMatch(/^Kyrgy/);
    expect(blend('Chad', 'Fiji').startsWith('Cha')).toBe(true);
  });
});
