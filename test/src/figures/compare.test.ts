import { describe, expect, it } from 'vitest';
import { changes, errorBins, exampleOf, familiesToShow, familyNamed, gains, learningLayers, meanFound, meanShared, tally } from '../../../src/figures/compare.ts';
import { smallItem, smallItems, smallManifest } from '../support/small-gallery.ts';

const family = (id: string, title: string, members: number, a: number, b: number) => ({
  id, title, source: '', members: Array.from({ length: members }, (_, index) => `${id}${index}`),
  scores: { a: { found: a, meanRank: 3 }, b: { found: b, meanRank: 2 } },
});
const families = [family('x', 'Crosses', 3, 0.5, 0.5), family('u', 'The Union Jack', 2, 0.2, 0.6), family('y', 'Tricolours', 5, 0.8, 0.7)];

describe('families', () => {
  it('shows the named one first, then the largest', () => {
    const manifest = smallManifest({ families });
    expect(familyNamed(manifest, 'union jack')?.id).toBe('u');
    expect(familiesToShow(manifest, 'union jack', 2).map(({ id }) => id)).toEqual(['u', 'y']);
    expect(familiesToShow(manifest, 'dragons', 2).map(({ id }) => id)).toEqual(['y', 'x']);
  });

  it('counts who finds more', () => {
    expect(tally(families, 'a', 'b')).toEqual({ first: 1, second: 1, same: 1 });
    expect(meanFound(families, 'a')).toBeCloseTo(0.5, 9);
    expect(meanFound([], 'a')).toBe(0);
  });
});

describe('gains', () => {
  it('orders families by how much more the second encoder finds', () => {
    expect(gains(families, 'a', 'b').map(({ family: { id }, gain }) => [id, Math.round(gain * 100)])).toEqual([['u', 40], ['x', 0], ['y', -10]]);
  });

  it('takes for example the member that gains most relatives among its nearest', () => {
    const items = smallItems([0, 1, 2, 3].map((index) => smallItem(index)), { a: [[3], [3], [3], [0]], b: [[3], [0], [3], [0]] });
    const members = [0, 1, 2].map((index) => items.list[index]!.id);
    expect(exampleOf(items, { ...families[0]!, members }, 'a', 'b', 1).index).toBe(1);
  });
});

describe('changes', () => {
  it('puts first what two encoders share least of', () => {
    const items = smallItems([0, 1, 2].map((index) => smallItem(index)), { a: [[1], [2], [0]], b: [[1], [0], [1]] });
    const all = changes(items, 'a', 'b', 1);
    expect(all.map(({ item, shared }) => [item.index, shared])).toEqual([[1, 0], [2, 0], [0, 1]]);
    expect(meanShared(all)).toBeCloseTo(1 / 3, 9);
    expect(meanShared([])).toBe(0);
  });
});

describe('errorBins', () => {
  it('places every item once, in bins of equal ratio', () => {
    const errors = [0.1, 0.001, 0.01, 0.012, 0.09];
    const bins = errorBins(errors.map((error, index) => smallItem(index, { errors: { a: error } })), 'a', 2);
    expect(bins.map((bin) => bin.items.map((item) => item.index))).toEqual([[1], [2, 3, 4, 0]]);
    expect(bins[0]!.to).toBeCloseTo(0.01, 9);
    expect(bins[1]!.from).toBeCloseTo(0.01, 9);
  });

  it('copes with no error at all and with equal ones', () => {
    expect(errorBins([smallItem(0)], 'a', 3)).toEqual([]);
    const equal = errorBins([0, 1].map((index) => smallItem(index, { errors: { a: 0.01 } })), 'a', 3);
    expect(equal.flatMap((bin) => bin.items)).toHaveLength(2);
  });
});

it('folds layers without weights into the one before them', () => {
  const layer = (name: string, kind: string, output: number[], parameters: number) => ({ name, kind, output, parameters });
  const folded = learningLayers([
    layer('centre', 'affine', [3, 48, 72], 0), layer('encoder 1', 'conv2d', [24, 24, 36], 672), layer('a', 'relu', [24, 24, 36], 0),
    layer('flatten', 'reshape', [20736], 0), layer('code', 'dense', [64], 1327168),
  ]);
  expect(folded).toEqual([
    { name: 'encoder 1', kinds: ['conv2d', 'relu', 'reshape'], output: [20736], parameters: 672 },
    { name: 'code', kinds: ['dense'], output: [64], parameters: 1327168 },
  ]);
});
