import { describe, expect, it } from 'vitest';
import { createCollection } from '../../../src/viewer/collection.ts';
import { stillOf, type Still } from '../../../src/viewer/still.ts';
import { smallLayout } from '../support/small-gallery.ts';
import { readNothing, sampleTable, tableAt } from './collection.support.ts';

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

  it('shows of a large collection what a map shows before one comes closer, and never more than a page can carry', () => {
    const side = 45;
    const points = Array.from({ length: side * side }, (_, index): [number, number] => [(10 * (index % side)) / (side - 1), (10 * Math.floor(index / side)) / (side - 1)]);
    const many = tableAt(points, () => ({ width: 60 }), { layouts: [smallLayout(), smallLayout({ id: 'a/grid-square', method: 'grid', shape: 'square', columns: side, rows: side })] });
    const { size } = stillOf(many, '');
    const appeared = (layout: 'map' | 'grid'): number => createCollection(many, readNothing).places(layout, 'a', size).appears.filter((zoom) => zoom <= 1).length;
    expect(appeared('map')).toBeLessThan(points.length);
    expect(rectanglesOf(stillOf(many, ''))).toHaveLength(appeared('map'));
    expect(appeared('grid')).toBeGreaterThan(1500);
    expect(rectanglesOf(stillOf(many, 'layout=grid'))).toHaveLength(1500);
  });

  it('shows the only picture of a gallery', () => {
    expect(rectanglesOf(stillOf(tableAt([[0, 0]]), ''))).toHaveLength(1);
  });
});
