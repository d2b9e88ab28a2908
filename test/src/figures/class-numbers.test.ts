import { describe, expect, it } from 'vitest';
import { middleOf } from '../../../src/figures/class-numbers.ts';

describe('middleOf', () => {
  it('is a member, and not drawn away by one that lies apart', () => {
    const members = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 2, y: 0 }, { x: 100, y: 0 }];
    expect(middleOf(members)).toBe(members[1]);
  });

  it('is the only member where there is one', () => {
    expect(middleOf([{ x: 3, y: 4 }])).toEqual({ x: 3, y: 4 });
  });
});
