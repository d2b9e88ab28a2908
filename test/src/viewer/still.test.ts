import { describe, expect, it } from 'vitest';
import { stillOf, type Still } from '../../../src/viewer/still.ts';
import { sampleTable, tableAt } from './collection.support.ts';

/** Every rectangle of a still, with its colour. */
const rectanglesOf = ({ shapes }: Still) => shapes.flatMap(({ colour, path }) => Array.from(path.matchAll(/M(-?\d+) (-?\d+)h(\d+)v(\d+)h-(\d+)z/g), ([, left, top, width, height, back]) => {
  expect(back).toBe(width);
  return { colour, left: Number(left), top: Number(top), width: Number(width), height: Number(height) };
}));

describe('a still', () => {
  it('holds a rectangle of its colour for every picture, on the stage', () => {
    const still = stillOf(sampleTable(), '');
    const rectangles = rectanglesOf(still);
    expect(rectangles.map(({ colour }) => colour).toSorted()).toEqual(['#001', '#983', '#a23']);
    for (const { left, top, width, height } of rectangles) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(still.size.width);
      expect(top + height).toBeLessThanOrEqual(still.size.height);
    }
  });

  it('draws pictures of a colour as one shape', () => {
    const still = stillOf(tableAt([[0, 0], [5, 5], [10, 10]], (index) => ({ colour: index === 1 ? '#ffffff' : '#101010' })), '');
    expect(still.shapes.map(({ colour }) => colour)).toEqual(['#111', '#fff']);
    expect(rectanglesOf(still)).toHaveLength(3);
  });

  it('follows the address, and is plain where the address names what there is not', () => {
    const table = sampleTable();
    expect(stillOf(table, 'layout=by-region')).not.toEqual(stillOf(table, ''));
    expect(stillOf(table, 'by=pixels')).not.toEqual(stillOf(table, ''));
    expect(stillOf(table, 'layout=spiral&by=magic&item=xx&region=Mars')).toEqual(stillOf(table, ''));
  });

  it('takes the colours of classes where a label has them, unless the address puts them off', () => {
    const [region] = sampleTable().manifest.labels;
    const table = sampleTable({ labels: [{ ...region!, coloured: true }] });
    // By name: Africa is the first class, Europe the second.
    expect(stillOf(table, '').shapes.map(({ colour }) => colour).toSorted()).toEqual(['var(--class-0)', 'var(--class-1)']);
    expect(stillOf(table, 'colours=off').shapes.map(({ colour }) => colour).toSorted()).toEqual(['#001', '#983', '#a23']);
  });

  it('shows a picture without a class in its own colour', () => {
    const labels = [{ column: 'digit', title: 'Digit', values: [{ value: '7', count: 1 }], coloured: true as const }];
    const still = stillOf(tableAt([[0, 0], [10, 10]], (index) => ({ labels: { digit: index === 0 ? '7' : '' } }), { labels }), '');
    expect(still.shapes.map(({ colour }) => colour)).toEqual(['var(--class-0)', '#888']);
  });

  it('shows a part of a large collection, and the only picture of a small one', () => {
    const side = 60;
    const many = Array.from({ length: side * side }, (_, index): [number, number] => [(10 * (index % side)) / side, (10 * Math.floor(index / side)) / side]);
    const shown = rectanglesOf(stillOf(tableAt(many), '')).length;
    expect(shown).toBeGreaterThan(100);
    expect(shown).toBeLessThanOrEqual(1500);
    expect(rectanglesOf(stillOf(tableAt([[0, 0]]), ''))).toHaveLength(1);
  });
});
