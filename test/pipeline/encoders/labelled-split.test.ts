import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBack, keyOfSplit, splitByLabel } from '../../../pipeline/encoders/labelled-split.ts';

const labelled = (labels: readonly string[]): { id: string; labels: Record<string, string> }[] => labels.map((kind, index) => ({ id: `item-${index}`, labels: { kind } }));
const times = (count: number, label: string): string[] => Array.from({ length: count }, () => label);

describe('splitByLabel', () => {
  it('splits every label sixty, ten, thirty', () => {
    const items = labelled([...times(40, 'chair'), ...times(40, 'brain'), ...times(20, 'ant')]);
    const { classes, classOf, training, validation, test } = splitByLabel(items, 'kind', 1);
    expect(classes).toEqual(['ant', 'brain', 'chair']);
    expect([classOf[0], classOf[40], classOf[99]]).toEqual([2, 1, 0]);
    const counts = (part: readonly number[]): number[] => classes.map((_, label) => part.filter((item) => classOf[item] === label).length);
    expect([training, validation, test].map(counts)).toEqual([[12, 24, 24], [2, 4, 4], [6, 12, 12]]);
  });

  it('puts every labelled item into one part, whatever the labels, and leaves each label something to learn from', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'c'), { minLength: 25, maxLength: 80 }), fc.nat(), (labels, seed) => {
      fc.pre(new Set(labels.filter(Boolean)).size > 1 && labels.filter(Boolean).length >= 20);
      const { classes, classOf, training, validation, test } = splitByLabel(labelled(labels), 'kind', seed);
      expect([...training, ...validation, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()].filter((item) => labels[item] !== ''));
      expect(new Set(training.map((item) => classes[classOf[item]!]))).toEqual(new Set(labels.filter(Boolean)));
    }));
  });

  it('is the same for the same seed, and another for another', () => {
    const items = labelled([...times(20, 'a'), ...times(20, 'b')]);
    expect(splitByLabel(items, 'kind', 1)).toEqual(splitByLabel(items, 'kind', 1));
    expect(splitByLabel(items, 'kind', 1).test).not.toEqual(splitByLabel(items, 'kind', 2).test);
  });

  it('refuses pictures that cannot be told apart, or that are too few', () => {
    expect(() => splitByLabel(labelled(times(9, 'a')), 'kind', 1)).toThrow(/only one label “kind”/);
    expect(() => splitByLabel(labelled(times(9, 'a')), 'shape', 1)).toThrow(/no labels “shape”/);
    expect(() => splitByLabel(labelled(['a', 'b', 'a', 'b']), 'kind', 1)).toThrow(/There are 4 pictures .*too few/);
  });
});

it('names what was held back', () => {
  const items = labelled([...times(10, 'a'), ...times(10, 'b')]);
  const split = splitByLabel(items, 'kind', 1);
  expect(heldBack(items, split)).toEqual({ validation: split.validation.map((item) => `item-${item}`), test: split.test.map((item) => `item-${item}`) });
});

it('has another key for other labels', () => {
  const key = (labels: readonly string[]): string => keyOfSplit(splitByLabel(labelled(labels), 'kind', 1));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).toBe(key([...times(10, 'a'), ...times(10, 'b')]));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).not.toBe(key([...times(10, 'b'), ...times(10, 'a')]));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).not.toBe(key([...times(10, 'a'), ...times(10, 'c')]));
});
