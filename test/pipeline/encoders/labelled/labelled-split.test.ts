import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf, keyOfSplit, labelColumn, splitByLabel } from '../../../../pipeline/encoders/labelled/labelled-split.ts';

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

  it('puts every labelled item into one part, whatever the labels, splits all labels alike, and leaves each something to learn from', () => {
    const label = fc.oneof(fc.constantFrom('', 'a', 'b', 'c'), fc.nat({ max: 40 }).map((single) => `single ${single}`));
    const enough = [...times(10, 'c'), 'd'];
    fc.assert(fc.property(fc.array(label, { maxLength: 80 }), fc.nat(), (others, seed) => {
      const labels = [...others, ...enough];
      const { classes, classOf, training, validation, test } = splitByLabel(labelled(labels), 'kind', seed);
      expect([...training, ...validation, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()].filter((item) => labels[item] !== ''));
      expect(new Set(training.map((item) => classes[classOf[item]!]))).toEqual(new Set(labels.filter(Boolean)));
      for (const [part, tenths] of [[validation, 1], [test, 3]] as const) {
        for (const [place, name] of classes.entries()) {
          const share = tenths * labels.filter((each) => each === name).length / 10;
          const given = part.filter((item) => classOf[item] === place).length;
          expect(given, name).toBeGreaterThanOrEqual(Math.floor(share));
          expect(given, name).toBeLessThanOrEqual(Math.ceil(share));
        }
      }
    }));
  });

  it('takes nothing more from a label because others before it had nothing to give', () => {
    const items = labelled([...Array.from({ length: 60 }, (_, single) => `a ${single}`), ...times(40, 'b')]);
    const { training, validation, test } = splitByLabel(items, 'kind', 1);
    expect([training.length, validation.length, test.length]).toEqual([60 + 24, 4, 12]);
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

describe('labelColumn', () => {
  const from = (...columns: string[]) => ({ labels: columns.map((column) => ({ column, title: column })), collection: { file: 'tiny.yaml' } });

  it('is the wanted one, or the first that the source has', () => {
    expect(labelColumn('year', from('folder', 'year'))).toBe('year');
    expect(labelColumn(undefined, from('year', 'place'))).toBe('year');
  });

  it('refuses one that the source does not have, or a source without any', () => {
    expect(() => labelColumn('folder', from('year', 'place'))).toThrow(/^tiny\.yaml wants the label “folder” to be learnt, but its pictures have no such label; take one that they have: year, place\.$/);
    for (const wanted of [undefined, 'folder']) expect(() => labelColumn(wanted, from())).toThrow(/^tiny\.yaml names an encoder that learns labels, but its pictures have none/);
  });
});

it('names the items of each part, and none without a label', () => {
  const items = labelled([...times(10, 'a'), ...times(10, 'b'), '']);
  const split = splitByLabel(items, 'kind', 1);
  const { training, validation, test } = idsOf(items, split);
  expect({ validation, test }).toEqual({ validation: split.validation.map((item) => `item-${item}`), test: split.test.map((item) => `item-${item}`) });
  expect([...training, ...validation, ...test].sort()).toEqual(items.slice(0, 20).map(({ id }) => id).sort());
});

it('has another key for other labels', () => {
  const key = (labels: readonly string[]): string => keyOfSplit(splitByLabel(labelled(labels), 'kind', 1));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).toBe(key([...times(10, 'a'), ...times(10, 'b')]));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).not.toBe(key([...times(10, 'b'), ...times(10, 'a')]));
  expect(key([...times(10, 'a'), ...times(10, 'b')])).not.toBe(key([...times(10, 'a'), ...times(10, 'c')]));
});
