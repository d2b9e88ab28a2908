import fc from 'fast-check';
import munkres from 'munkres';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { assignToGrid } from '../../../../pipeline/layout/grid.ts';
import { placeInCells, type PlacedPoints } from '../../../../pipeline/layout/grid/costs.ts';
import { assignmentWorkshop } from '../../../../pipeline/layout/grid/kernels.ts';
import { alongCurve } from '../../../../pipeline/layout/grid/order.ts';
import { costsOf } from './reference.ts';

type Shape = { columns: number; rows: number };

function tableOf(points: PlacedPoints): number[][] {
  return Array.from(points.x, (_, point) => {
    const row = new Float64Array(points.columns * points.rows);
    costsOf(points, point, row);
    return Array.from(row);
  });
}

function munkresCost(coordinates: Float32Array, { columns, rows }: Shape): number {
  const table = tableOf(placeInCells(coordinates, columns, rows));
  return munkres(table).reduce((sum, [point, cell]) => sum + table[point]![cell]!, 0);
}

const random = seeded(11, 'assignment test');
const inputs: [string, (at: number) => number][] = [
  ['normally distributed', () => random.normal()],
  ['in clusters far apart', (at) => 100 * ((at >> 1) % 5) * (at % 2 === 0 ? 1 : -1) + random.normal()],
  ['on an upright line', (at) => (at % 2 === 0 ? 0 : at)],
  ['on a diagonal', (at) => at >> 1],
  ['on one line, unevenly', (at) => (at >> 1) ** 2],
  ['all in one place', () => 7],
  ['in few places', () => random.below(4)],
  ['one far from the rest', (at) => (at < 2 ? 1e5 : random.normal())],
];

describe('assignment', () => {
  it.each(inputs)('costs what munkres says: %s', async (_, value) => {
    for (const [count, shape] of [[60, { columns: 8, rows: 8 }], [130, { columns: 13, rows: 10 }], [150, { columns: 40, rows: 5 }], [200, { columns: 15, rows: 14 }]] as const) {
      const coordinates = Float32Array.from({ length: 2 * count }, (_unused, at) => value(at));
      const { cost, gap } = await assignToGrid(coordinates, shape);
      const known = munkresCost(coordinates, shape);
      expect(Math.abs(cost - known)).toBeLessThanOrEqual(1e-9 * (1 + known));
      expect(gap).toBeLessThanOrEqual(1e-9 * (1 + known));
    }
  });

  it('is exact with any number of cells to spare', async () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
    await fc.assert(fc.asyncProperty(fc.array(place, { minLength: 2, maxLength: 60 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 12 }), async (points, columns, more) => {
      const coordinates = Float32Array.from(points.flat());
      const shape = { columns, rows: Math.ceil(points.length / columns) + more };
      const { cost, gap } = await assignToGrid(coordinates, shape);
      expect(cost).toBeCloseTo(munkresCost(coordinates, shape), 6);
      expect(gap).toBeLessThan(1e-8 * (1 + cost));
    }), { numRuns: 30 });
  });

  it.each([[3600, 60], [3590, 60], [2500, 60]])('certifies %i clustered points on a square of side %i', async (count, side) => {
    const coordinates = Float32Array.from({ length: 2 * count }, (_, at) => 9 * (at % 14) ** 1.5 + random.normal());
    const { cells, cost, gap } = await assignToGrid(coordinates, { columns: side, rows: side });
    expect(new Set(cells).size).toBe(count);
    expect(gap).toBeLessThan(1e-9 * cost);
  });

  it('gives points in one place their cells in the order of their index', async () => {
    const { cells } = await assignToGrid(Float32Array.from([5, 5, 0, 0, 5, 5, 9, 9, 5, 5]), { columns: 3, rows: 2 });
    expect(cells[0]!).toBeLessThan(cells[2]!);
    expect(cells[2]!).toBeLessThan(cells[4]!);
  });
});

describe('the search down the tiles', () => {
  it('finds what looking at every cell finds', async () => {
    const { kernels, memory, open } = await assignmentWorkshop();
    const columns = 61;
    const rows = 45;
    const most = 20;
    const found = memory.doubles(2 * most);
    const prices = memory.doubles(columns * rows);
    const places = Float32Array.from({ length: 100 }, () => random.uniform());
    const points = placeInCells(places, columns, rows);
    const surfaces: ((column: number, row: number) => number)[] = [
      () => 0,
      () => 50 * random.uniform(),
      (column, row) => 3000 - (column - 40) ** 2 - (row - 10) ** 2 + random.uniform(),
      (column, row) => Math.abs(column - 30) * 40 - row * row,
    ];
    for (const surface of surfaces) {
      prices.forEach((_, cell) => { prices[cell] = surface(cell % columns, Math.floor(cell / columns)); });
      open(points);
      kernels.startAt(prices.byteOffset);
      const row = new Float64Array(columns * rows);
      for (let point = 0; point < 50; point += 1) {
        costsOf(points, point, row);
        const charges = Array.from(row, (cost, cell) => cost + prices[cell]!);
        const expected = charges.toSorted((a, b) => a - b).slice(0, most);
        expect(kernels.offersTo(point, most, found.byteOffset)).toBe(most);
        const offers = Array.from({ length: most }, (_, at) => [found[2 * at]!, found[2 * at + 1]!] as const);
        for (const [cell, charge] of offers) expect(charge).toBeCloseTo(charges[cell]!, 8);
        const sorted = offers.map(([, charge]) => charge).sort((a, b) => a - b);
        sorted.forEach((charge, at) => expect(charge).toBeCloseTo(expected[at]!, 8));
      }
    }
  });
});

describe('the order along a curve', () => {
  it('takes every point once, keeps neighbours together and points in one place in order', () => {
    const points: PlacedPoints = { x: new Float64Array(256), y: new Float64Array(256), columns: 16, rows: 16 };
    for (let cell = 0; cell < 256; cell += 1) {
      points.x[cell] = cell % 16;
      points.y[cell] = cell >> 4;
    }
    const order = alongCurve(points);
    expect(new Set(order).size).toBe(256);
    for (let at = 1; at < 256; at += 1) {
      expect(Math.hypot(points.x[order[at]!]! - points.x[order[at - 1]!]!, points.y[order[at]!]! - points.y[order[at - 1]!]!)).toBeLessThan(3);
    }
    expect(Array.from(alongCurve({ x: new Float64Array(5), y: new Float64Array(5), columns: 3, rows: 2 }))).toEqual([0, 1, 2, 3, 4]);
  });
});
