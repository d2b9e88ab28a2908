import { describe, expect, it } from 'vitest';
import { borrowedNote, borrowedSentences, ordinal, seenBeforeSentence, unionJackSentence } from '../../../../src/figures/latent-flags/facts.ts';

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

describe('borrowedSentences', () => {
  const family = (id: string, painter: number, borrowed: number) => ({
    id, title: id, source: '', members: ['a', 'b'], scores: { painter: { found: painter, meanRank: 1 }, borrowed: { found: borrowed, meanRank: 1 } },
  });
  const say = (...families: ReturnType<typeof family>[]): string =>
    borrowedSentences([{ id: 'borrowed', name: 'VGG19', dimensions: 12544 }], { id: 'painter' }, families, { one: 'flag', many: 'flags' });

  it('says who finds more, and names the largest gain and the largest loss', () => {
    expect(say(family('Crosses', 0.2, 0.8), family('Discs', 0.5, 0.25), family('Stripes', 0.1, 0.1))).toBe(
      'Over all families, VGG19, with 12,544 numbers per flag, finds 38\u00a0% of the members. Family by family, VGG19 beats the autoencoder in one, loses in one and ties in one. '
      + 'It gains most on “Crosses” (20\u00a0% by autoencoder, 80\u00a0% by VGG19), and loses most on “Discs” (50\u00a0% by autoencoder, 25\u00a0% by VGG19).');
  });

  it('joins several encoders, and says nothing of families where there are none', () => {
    const two = [{ id: 'borrowed', name: 'VGG19', dimensions: 12544 }, { id: 'painter', name: 'MobileNet', dimensions: 768 }];
    const noun = { one: 'flag', many: 'flags' };
    expect(borrowedSentences(two, { id: 'painter' }, [family('Crosses', 0.2, 0.8)], noun)).toContain('80\u00a0% of the members; MobileNet, with 768 numbers per flag, finds 20\u00a0% of the members.');
    expect(borrowedSentences(two, { id: 'painter' }, [], noun)).toBe('VGG19 keeps 12,544 numbers per flag and MobileNet keeps 768 numbers per flag.');
  });

  it('speaks of no gain or loss where there is none', () => {
    expect(say(family('Crosses', 0.2, 0.8))).not.toContain('loses most');
    expect(say(family('Crosses', 0.8, 0.2))).not.toContain('gains most');
  });
});

describe('borrowedNote', () => {
  const encoder = { name: 'VGG19', layer: 'block3_pool', pooling: 'average' as const, input: { width: 224, height: 224, channels: 3 } };

  it('names the layer and what it sees', () => {
    expect(borrowedNote(encoder, 'flag')).toBe('VGG19 sees a flag stretched to 224 × 224 pixels and describes it by the output of layer block3_pool, averaged over the picture.');
  });

  it('leaves out what is not known', () => {
    expect(borrowedNote({ name: 'Mine' }, 'flag')).toBe('');
  });
});

it('points to those families of 2020 that are in the build', () => {
  const of = (...ids: string[]) => ids.map((id) => ({ id, title: id.toUpperCase() }));
  expect(seenBeforeSentence(of('union-jack', 'pan-african-across', 'discs'))).toContain('“PAN-AFRICAN-ACROSS” and “UNION-JACK”');
  expect(seenBeforeSentence(of('discs'))).toBe('');
});

it('gives ordinals their endings', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd']);
});
