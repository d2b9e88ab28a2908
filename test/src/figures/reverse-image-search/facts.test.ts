import { describe, expect, it } from 'vitest';
import { hardestQuery, typicalQuery, unlearned, type Contestant } from '../../../../src/figures/reverse-image-search/facts.ts';
import type { EvaluationPart } from '../../../../src/gallery/evaluation.ts';
import { smallItem, smallItems, smallManifest } from '../../support/small-gallery.ts';

const encoder = { id: 'a', name: 'A', description: '', dimensions: 1, distance: 'cosine' as const, distanceNote: '', retrieval: {} };
const contestants: Contestant[] = [{ role: 'pretrained', encoder, training: null }];
const of = (classes: string[], neighbours: number[][]) => ({
  manifest: smallManifest({ classes: 'kind', encoders: [encoder], labels: [{ column: 'kind', title: 'Kind', values: [...new Set(classes)].map((value) => ({ value, count: classes.filter((name) => name === value).length })) }] }),
  items: smallItems(classes.map((kind, index) => smallItem(index, { labels: { kind } })), { a: neighbours }),
});

describe('typicalQuery', () => {
  // Precisions 0, 1/2, 1, 0, 0 and 0: over all 1/4, over the last five 3/10, over the first three 1/2.
  const gallery = of(['x', 'x', 'x', 'y', 'y', 'y'], [[3, 4], [0, 3], [0, 1], [0, 1], [0, 1], [0, 1]]);

  it('comes closest to the mean over those that are asked', () => {
    expect(typicalQuery({ gallery, contestants, heldOut: new Set(['i0', 'i1', 'i2']) })).toBe('i1');
    expect(typicalQuery({ gallery, contestants, heldOut: new Set(['i2', 'i3', 'i4', 'i5']) })).toBe('i3');
  });

  it('passes over those of no class, and takes any where nothing else is there', () => {
    expect(typicalQuery({ gallery: of(['', 'x', 'x'], [[1, 2], [2, 0], [1, 0]]), contestants, heldOut: null })).toBe('i1');
    expect(typicalQuery({ gallery: of(['', ''], [[1], [0]]), contestants, heldOut: null })).toBe('i0');
  });
});

it('asks all photographs where none was kept from learning', () => {
  const gallery = of(['x', 'x'], [[1], [0]]);
  expect(unlearned({ gallery, heldOut: new Set(['i1']) }).map(({ id }) => id)).toEqual(['i1']);
  for (const heldOut of [null, new Set<string>()]) expect(unlearned({ gallery, heldOut })).toHaveLength(2);
});

it('knows no hardest photograph where none could ask', () => {
  const fair = (hardest: { item: string; averagePrecision: number }[]): EvaluationPart => ({ count: 2, encoders: [{ encoder: 'a', overall: null, classes: [], confused: [], hardest }] });
  expect(hardestQuery({ fair: fair([]), contestants })).toBeUndefined();
  expect(hardestQuery({ fair: fair([{ item: 'i1', averagePrecision: 0 }]), contestants })).toBe('i1');
});
