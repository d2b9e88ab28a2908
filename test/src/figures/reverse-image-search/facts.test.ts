import { describe, expect, it } from 'vitest';
import { orderSentence, type Contestant } from '../../../../src/figures/reverse-image-search/facts.ts';
import type { EvaluationPart } from '../../../../src/gallery/evaluation.ts';

const contestant = (role: Contestant['role'], name: string): Contestant => ({
  role, encoder: { id: role, name, description: '', dimensions: 1, distance: 'cosine', distanceNote: '', retrieval: {} }, training: null,
});
const all = [contestant('scratch', 'From scratch'), contestant('pretrained', 'VGG19'), contestant('transfer', 'Transfer')];
const part = (...precisions: number[]): EvaluationPart => ({
  count: 10,
  encoders: precisions.map((precisionAt5, place) => ({
    encoder: all[place]!.encoder.id, overall: { nearestNeighbourAccuracy: 0, precisionAt5, precisionAt10: 0, meanAveragePrecision: 0 }, classes: [], confused: [], hardest: [],
  })),
});

describe('orderSentence', () => {
  it.each([
    [part(0.3, 0.6, 0.9), 'That is the published order'],
    [part(0.3, 0.9, 0.6), 'That is not the published order: the new last layers do not bring'],
    [part(0.7, 0.6, 0.9), 'That is not the published order: what was learned from nothing does better'],
  ])('tells which order came out', (scores, words) => {
    expect(orderSentence(scores, all)).toContain(words);
  });

  it('does not judge with an encoder missing', () => {
    expect(orderSentence(part(0.3, 0.6), all.slice(0, 2))).toMatch(/30\u00a0% from scratch and 60\u00a0% by VGG19 are .* lacks an encoder/);
  });
});
