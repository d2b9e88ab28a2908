import { describe, expect, it } from 'vitest';
import { ordinal, unionJackSentence } from '../../../src/figures/latent-flags/facts.ts';

describe('unionJackSentence', () => {
  const family = (before: number, after: number) => ({
    id: 'u', title: 'Union Jack', source: '', members: ['a', 'b', 'c', 'd'],
    scores: { pixels: { found: 0, meanRank: before }, code: { found: 0, meanRank: after } },
  });
  const say = (before: number, after: number): string => unionJackSentence(family(before, after), { id: 'pixels' }, { id: 'code' });

  it('says what the numbers say, whichever way they go', () => {
    expect(say(20.14, 3)).toContain('rank 20.1 on average; by autoencoder at rank 3.0.');
    expect(say(20, 3)).toContain('closer together');
    expect(say(3, 20)).toContain('further apart');
    expect(say(3, 3)).toContain('changes nothing');
  });

  it('names the rank of a family with nothing between its members', () => {
    // Four members: the three others of each at ranks 1, 2 and 3.
    expect(say(20, 3)).toContain('it would be 2.0.');
  });
});

it('gives ordinals their endings', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd']);
});
