import { describe, expect, it } from 'vitest';
import { classesOf, heldOutRows } from '../../pipeline/evaluation.ts';
import type { TrainingNotes } from '../../pipeline/encoders/embedding.ts';

const items = (...classes: string[]) => classes.map((name) => ({ labels: { kind: name } }));

describe('classesOf', () => {
  it('lists classes by name', () => {
    expect(classesOf({ classes: 'kind' }, items('cup', 'ant', '', 'cup'))).toEqual({ column: 'kind', names: ['ant', 'cup'], of: ['cup', 'ant', '', 'cup'] });
  });

  it.each([
    ['the source knows none', {}, items('a', 'a', 'b')],
    ['there is one only', { classes: 'kind' }, items('a', 'a')],
    ['no class has two pictures', { classes: 'kind' }, items('a', 'b', '')],
    ['nobody has one', { classes: 'other' }, items('a', 'a', 'b')],
  ])('has none where %s', (_, source, list) => {
    expect(classesOf(source, list)).toBeUndefined();
  });
});

describe('heldOutRows', () => {
  const trained = (test?: string[]): { training: TrainingNotes } => ({ training: { frames: [], record: {
    encoder: 'x', seed: 1, parameters: 0, layers: [], batch: 1, examples: { training: 1, validation: 1 }, epochs: [], bestEpoch: 1,
    ...(test && { split: { training: [], validation: [], test } }),
  } } });

  it('are those whose labels no encoder was told', () => {
    expect(heldOutRows([{}, trained(['c', 'a']), trained(), trained(['a', 'd', 'c'])], ['a', 'b', 'c', 'd'])).toEqual([0, 2]);
  });

  it('are not asked for where no encoder was told labels', () => {
    expect(heldOutRows([{}, trained()], ['a', 'b'])).toBeUndefined();
  });
});
