import { describe, expect, it } from 'vitest';
import type { Contestant } from '../../../../src/figures/reverse-image-search/facts.ts';
import { comparedSentence, fairnessSentence, orderSentence, othersSentence, roleSentences, standsInSentence } from '../../../../src/figures/reverse-image-search/sentences.ts';
import type { EvaluationPart } from '../../../../src/gallery/evaluation.ts';
import type { TrainingRecord } from '../../../../src/gallery/manifest.ts';

const trained = (...layers: [kind: string, values: number][]): TrainingRecord => ({
  encoder: '', seed: 1, parameters: 1, batch: 1, examples: { training: 1, validation: 1 }, epochs: [], bestEpoch: 1, progress: [],
  layers: layers.map(([kind, values]) => ({ name: '', kind, output: [values], parameters: 1 })),
});
const contestant = (role: Contestant['role'], name: string, training: TrainingRecord | null = null): Contestant => ({
  role, training, encoder: { id: role, name, description: 'VGG19, which learned.', dimensions: 100, distance: 'cosine', distanceNote: '', retrieval: {} },
});
const all = [
  contestant('scratch', 'From scratch', trained(['conv2d', 16], ['conv2d', 32], ['dense', 500], ['dense', 100], ['dense', 50])),
  contestant('pretrained', 'VGG19'), contestant('transfer', 'Transfer', trained(['dense', 300], ['dense', 100], ['dense', 50])),
] as const;
const part = (precisions: (number | null)[], count = 10_000): EvaluationPart => ({
  count,
  encoders: precisions.map((precisionAt5, place) => ({
    encoder: all[place]!.encoder.id, classes: [], confused: [], hardest: [],
    overall: precisionAt5 === null ? null : { nearestNeighbourAccuracy: 0, precisionAt5, precisionAt10: 0, meanAveragePrecision: 0 },
  })),
});

describe('orderSentence', () => {
  it.each([
    [[0.3, 0.6, 0.9], 'That is the expected order'],
    [[0.3, 0.9, 0.6], 'That is not the expected order: on photographs it never saw, transfer does no better'],
    [[0.7, 0.6, 0.9], 'That is not the expected order: the network from scratch does better than'],
    [[0.6, 0.6, 0.9], 'That is not the expected order: the network from scratch does as well as'],
    [[0.9, 0.8, 0.7], 'the pretrained one; and on photographs it never saw, transfer'],
  ])('tells which order came out of %j', (scores, words) => {
    expect(orderSentence(part(scores), all)).toContain(words);
  });

  it('says where a gap may be chance', () => {
    expect(orderSentence(part([0.3, 0.6, 0.9], 100), all)).not.toContain('standard error');
    expect(orderSentence(part([0.3, 0.6, 0.62], 100), all)).toMatch(/ Between 60\u00a0% by VGG19 and 62\u00a0% by transfer the gap is below two standard errors, so it may be chance\.$/);
  });

  it('says that small classes are asked for less', () => {
    expect(orderSentence(part([0.3, 0.6, 0.9]), all, true)).toMatch(/^Of the five nearest, or of as many as there are others of its class, 30/);
  });

  it('does not judge with an encoder missing, nor takes what was not measured for nothing', () => {
    const expected = /30\u00a0% from scratch and 60\u00a0% by VGG19 are .* lacks an encoder/;
    expect(orderSentence(part([0.3, 0.6]), all.slice(0, 2))).toMatch(expected);
    expect(orderSentence(part([0.3, 0.6, null]), all)).toMatch(expected);
    expect(orderSentence(part([null, null, null]), all)).toBe('');
  });
});

describe('what is told of the encoders', () => {
  it('says what each is, with the layers of its training', () => {
    expect(roleSentences(all)).toBe('The network from scratch is small. Two convolutions, each followed by a step that halves the picture, lead to layers of 500 and 100 values '
      + 'and one value for each class. It sees each photograph turned, cropped and mirrored at random. VGG19 is used as it comes. '
      + 'The network with new last layers keeps the convolutions of VGG19 as they are and puts new layers on top, with 300 and 100 values, that learn the classes. '
      + 'For the two that learn, the description of a photograph is the 100 values before the last layer.');
  });

  it('speaks of those alone that are in the build', () => {
    expect(roleSentences([all[1]])).toBe('VGG19 is used as it comes.');
    expect(roleSentences([all[2]])).toContain('For the one that learns,');
    expect(comparedSentence([all[0]])).toBe('This build holds one: a small network trained on these photographs from nothing.');
    expect(comparedSentence(all)).toMatch(/^Three are compared here: /);
  });

  it('explains the rows that play no part in the experiment', () => {
    expect(othersSentence([])).toBe('');
    expect(othersSentence([{ id: 'mobilenet', name: 'MobileNet' }])).toBe('MobileNet, a smaller network that learned from a million photographs too, is in the tables of results for comparison.');
    expect(othersSentence([{ id: 'pixels', name: 'Pixels' }, { id: 'x', name: 'X' }])).toBe('Pixels and X are in the tables of results for comparison.');
  });

  it('says what stands in for VGG16', () => {
    expect(standsInSentence(undefined)).toBe('');
    expect(standsInSentence({ id: 'vgg16', name: 'VGG16' })).toBe('');
    expect(standsInSentence({ id: 'vgg19', name: 'VGG19' })).toContain('more convolutions');
    expect(standsInSentence({ id: 'mobilenet', name: 'MobileNet' })).toBe('MobileNet stands in for VGG16.');
  });
});

it('says who is asked, and why', () => {
  expect(fairnessSentence('heldOut', true)).toContain('held-out photographs alone');
  expect(fairnessSentence('all', true)).toContain('Too few');
  expect(fairnessSentence('all', false)).toContain('No encoder of this build learned');
});
