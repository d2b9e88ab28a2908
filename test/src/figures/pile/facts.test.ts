import { describe, expect, it } from 'vitest';
import { besideSentence, gapSentence, lost } from '../../../../src/figures/pile/facts.ts';

describe('gapSentence', () => {
  it('says that nothing better can be had', () => {
    expect(gapSentence({ cost: 1000, gap: 1e-9 })).toMatch(/^No other way has a smaller sum of squares/);
    expect(gapSentence({ cost: 0, gap: 0 })).toMatch(/^No other way/);
  });

  it('never rounds the bound down, nor to nothing', () => {
    expect(gapSentence({ cost: 1000, gap: 3 })).toContain('at most 0.3\u00a0% larger');
    expect(gapSentence({ cost: 1000, gap: 0.01 })).toContain('at most 0.1\u00a0% larger');
    expect(gapSentence({ cost: 1000, gap: 31.1 })).toContain('at most 3.2\u00a0% larger');
  });
});

describe('besideSentence', () => {
  const of = { neighbours: 12, count: 2000, noun: { one: 'photograph', many: 'photographs' } };

  it('sets beside what chance would give', () => {
    expect(besideSentence({ pairs: 3900, alike: 1950 }, 0.009, of)).toBe('Two photographs count as alike where one has the other among its twelve nearest of 1,999. '
      + 'Of 3,900 pairs that share an edge in the grid, 50.0\u00a0% are alike; of all possible pairs, 0.9\u00a0%.');
  });

  it('is silent about one photograph', () => {
    expect(besideSentence({ pairs: 0, alike: 0 }, null, { ...of, count: 1 })).toBe('');
  });
});

describe('lost', () => {
  it.each([
    [0.5, 0.4, 'the grid gives up 20\u00a0% of what the map had.'],
    [0.5, 0.498, 'the grid costs next to nothing of it.'],
    [0.4, 0.5, 'which is more.'],
    [0, 0, 'ten nearest, the grid 0\u00a0%.'],
  ])('keeps %f on the map and %f in the grid', (map, grid, words) => {
    expect(lost(map, grid, 'photograph').endsWith(words)).toBe(true);
  });
});
