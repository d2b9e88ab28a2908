import { describe, expect, it } from 'vitest';
import type { EvaluationPart, RetrievalMeans } from '../../../src/gallery/evaluation.ts';
import type { ManifestEncoder } from '../../../src/gallery/manifest.ts';
import { bestEncoder, chanceOfRight, classRows, fairPart, withinChance } from '../../../src/utils/evaluation.ts';

const scores = (value: number): RetrievalMeans => ({ nearestNeighbourAccuracy: value, precisionAt5: value, precisionAt10: value, meanAveragePrecision: value });
const encoder = (id: string): ManifestEncoder => ({ id, name: id, description: '', dimensions: 1, distance: 'cosine', distanceNote: '', retrieval: {} });
const part: EvaluationPart = { count: 9, encoders: [
  { encoder: 'a', overall: scores(0.25), classes: [scores(0.5), scores(0.25), null, scores(0.5)], confused: [null, null, null, null], hardest: [] },
  { encoder: 'b', overall: scores(0.75), classes: [scores(0.5), scores(1), null, scores(0.25)], confused: [null, null, null, { class: 'cup', share: 0.5 }], hardest: [] },
] };

describe('bestEncoder', () => {
  it('has the highest mean average precision', () => {
    expect(bestEncoder({ encoders: [encoder('a'), encoder('b')] }, part).id).toBe('b');
    expect(bestEncoder({ encoders: [encoder('a'), encoder('unscored')] }, part).id).toBe('a');
  });
});

describe('fairPart', () => {
  it('is what was held out, where anything could be measured on that', () => {
    const unmeasured = { count: 3, encoders: part.encoders.map((each) => ({ ...each, overall: null })) };
    const held = { ...part, count: 4 };
    expect(fairPart({ all: part, heldOut: held })).toBe(held);
    expect(fairPart({ all: part, heldOut: unmeasured })).toBe(part);
    expect(fairPart({ all: part })).toBe(part);
  });
});

describe('withinChance', () => {
  it('takes two standard errors of the difference, and equal shares whatever their error', () => {
    // Two shares near one half have an error of 0.05 each, so that their difference may reach 0.14 by chance.
    expect([0.6, 0.66].map((share) => withinChance(0.5, share, 100))).toEqual([true, false]);
    expect([withinChance(1, 1, 9), withinChance(1, 0, 9)]).toEqual([true, false]);
  });
});

describe('chanceOfRight', () => {
  it('is the mean over queries of the share of others of their class', () => {
    // Three of a kind find two right among four, two of a kind one among four.
    expect(chanceOfRight(['cup', 'cup', 'cup', 'bee', 'bee'])).toBeCloseTo((3 * 2 / 4 + 2 * 1 / 4) / 5, 12);
  });

  it('lets those alone in their class, or in none, answer but not ask', () => {
    expect(chanceOfRight(['cup', 'cup', 'bee', ''])).toBeCloseTo(1 / 3, 12);
    expect(chanceOfRight(['cup', 'bee', ''])).toBeNull();
  });
});

describe('classRows', () => {
  it('puts what the encoder finds worst first, equal ones by name, and classes with too few pictures last', () => {
    const classes = ['cup', 'bee', 'few', 'dog'];
    expect(classRows({ classes }, part, 'a').map(({ name }) => name)).toEqual(['bee', 'cup', 'dog', 'few']);
    expect(classRows({ classes }, part, 'b')[0]).toEqual({ name: 'dog', precision: [0.5, 0.25], confused: { class: 'cup', share: 0.5 } });
  });
});
