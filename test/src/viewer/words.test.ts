import { describe, expect, it } from 'vitest';
import { roughly, shownOf, subtitle } from '../../../src/viewer/words.ts';

describe('roughly', () => {
  it.each([
    [1_412_600_000, '1.41B'], [560_321, '560K'], [10_432, '10.4K'], [9_876, '9,876'], [1_987, '1,987'], [271.34, '271'], [12.46, '12.5'], [0.001234, '0.00123'], [0, '0'], [-1_987, '-1,987'],
  ])('says %f as %s', (value, words) => {
    expect(roughly(value)).toBe(words);
  });

  it('puts the unit behind a space that does not break', () => {
    expect(roughly(12.46, 'km²')).toBe('12.5\u00a0km²');
  });
});

describe('the line under the title', () => {
  const noun = { one: 'flag', many: 'flags' };

  it('tells how to read a layout, or what is shown of it and why', () => {
    expect(subtitle(238, 238, 'map', noun, [])).toBe('238 flags, close together means alike');
    expect(subtitle(238, 238, 'grid', noun, [])).toBe('238 flags, neighbours look alike');
    expect(subtitle(53, 238, 'map', noun, ['Africa'])).toBe('53 of 238 flags · Africa');
  });

  it('counts all of them once', () => {
    expect([shownOf(238, 238), shownOf(53, 1_284)]).toEqual(['238', '53 of 1,284']);
  });
});
