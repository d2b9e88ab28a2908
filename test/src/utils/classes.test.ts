import { describe, expect, it } from 'vitest';
import { heldOutIds, learnedFrom, type Learner } from '../../../src/utils/classes.ts';

describe('learnedFrom', () => {
  const noun = { one: 'photograph', many: 'photographs' };
  const learner = (name: string, training: string[], validation: string[], test: string[]): Learner => ({ name, split: { training, validation, test } });
  const both = [learner('Scratch', ['a'], ['v'], ['t', 'x']), learner('Transfer', ['a', 'x'], ['v'], ['t'])];

  it.each([
    ['t', 'Scratch and Transfer never saw this photograph in training: it was held out.'],
    ['v', 'For Scratch and Transfer this photograph only helped to choose the best epoch.'],
    ['a', 'Scratch and Transfer learned from this photograph, so what they find here flatters them.'],
    ['x', 'Scratch never saw this photograph in training: it was held out. Transfer learned from this photograph, so what it finds here flatters it.'],
    ['without a class', 'This photograph has no landmark, so no encoder learned from it.'],
  ])('tells what was done with %s', (id, sentence) => {
    expect(learnedFrom(id, { noun, ofClass: 'landmark' }, both)).toBe(sentence);
  });

  it('is silent where no encoder learned classes', () => {
    expect(learnedFrom('a', { noun, ofClass: 'landmark' }, [])).toBe('');
  });
});

describe('heldOutIds', () => {
  it('holds what every learner was kept from', () => {
    const learner = (...test: string[]): Pick<Learner, 'split'> => ({ split: { training: [], validation: [], test } });
    expect(heldOutIds([learner('a', 'b'), learner('b', 'c')])).toEqual(new Set(['b']));
    expect(heldOutIds([])).toBeNull();
  });
});
