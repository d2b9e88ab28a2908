import { describe, expect, it } from 'vitest';
import { inside, thinned } from '../../../src/viewer/lasso-shape.ts';

describe('lasso', () => {
  const square = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];

  it('holds what lies inside the line', () => {
    expect([...inside([5, 15, 5, -1], [5, 5, 15, 5], square)]).toEqual([1, 0, 0, 0]);
  });

  it('leaves out what a hollow line goes round', () => {
    const hollow = [{ x: 0, y: 0 }, { x: 30, y: 0 }, { x: 30, y: 30 }, { x: 0, y: 30 }, { x: 0, y: 20 }, { x: 20, y: 20 }, { x: 20, y: 10 }, { x: 0, y: 10 }];
    expect([...inside([5, 5, 25, 10], [5, 25, 15, 15], hollow)]).toEqual([1, 1, 1, 0]);
  });

  it('holds nothing where there is no area', () => {
    expect([...inside([1], [1], square.slice(0, 2))]).toEqual([0]);
  });

  it('drops corners that are close to the one before', () => {
    expect(thinned([{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 5, y: 0 }, { x: 5, y: 3 }], 4)).toEqual([{ x: 0, y: 0 }, { x: 5, y: 0 }]);
  });
});
