import { describe, expect, it } from 'vitest';
import { peaksOf } from '../../../src/viewer/peaks.ts';

/** Members on a small spiral round a middle. */
const cluster = (x: number, y: number, size: number) => Array.from({ length: size }, (_, index) => [x + Math.cos(index) * index * 0.1, y + Math.sin(index) * index * 0.1] as const);

describe('peaks', () => {
  const points = [...cluster(20, 20, 30), ...cluster(80, 30, 20), ...cluster(50, 90, 25)];
  const x = Float32Array.from(points, ([value]) => value);
  const y = Float32Array.from(points, ([, value]) => value);
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => from + place);

  it('stand over the topmost picture of their groups, the heaviest first', () => {
    const peaks = peaksOf(x, y, [{ name: 'small', members: range(30, 50) }, { name: 'large', members: range(0, 30) }]);
    expect(peaks.map(({ name }) => name)).toEqual(['large', 'small']);
    expect(peaks.map(({ over }) => over)).toEqual([[0, 30], [30, 50]].map(([from, to]) => range(from!, to!).reduce((top, index) => (y[index]! < y[top]! ? index : top))));
  });

  it('are not where a group is scattered among others', () => {
    const scattered = points.flatMap((_, index) => (index % 3 === 0 ? [index] : []));
    expect(peaksOf(x, y, [{ name: 'scattered', members: scattered }])).toEqual([]);
  });

  it('stand at every place where a group is among its own', () => {
    const three = [...cluster(20, 20, 12), ...cluster(80, 30, 40), ...cluster(50, 90, 12)];
    const places = [0, 1].map((axis) => Float32Array.from(three, (point) => point[axis]!));
    const peaks = peaksOf(places[0]!, places[1]!, [{ name: 'both', members: [...range(0, 12), ...range(52, 64)] }]);
    expect(peaks.map(({ over }) => (over < 12 ? 'first' : 'last')).toSorted()).toEqual(['first', 'last']);
  });

  it('are not for what nearly all pictures are', () => {
    expect(peaksOf(x, y, [{ name: 'most', members: range(0, 60) }])).toEqual([]);
  });

  it('are none for groups of one or two', () => {
    expect(peaksOf(x, y, [{ name: 'pair', members: [0, 1] }])).toEqual([]);
  });
});
