import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { assignToGrid } from '../../../pipeline/layout/grid.ts';
import { placeInCells } from '../../../pipeline/layout/grid/costs.ts';

type Points = readonly (readonly [number, number])[];
const interleaved = (points: Points): Float32Array => Float32Array.from(points.flat());
/** Whole numbers in a small range: ties, lines and coincident points come up all the time. */
const lattice = (maxLength: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength });
const anywhere = (maxLength: number): fc.Arbitrary<[number, number][]> => {
  const value = fc.float({ min: -1e3, max: 1e3, noNaN: true });
  return fc.array(fc.tuple(value, value), { minLength: 1, maxLength });
};

/** The smallest cost there is, by trying everything: at most 8 points and 9 cells. */
function bruteForce(coordinates: Float32Array, columns: number, rows: number): number {
  const { x, y } = placeInCells(coordinates, columns, rows);
  // least[s]: the least cost of putting the points seen so far into the set of cells s.
  let least = new Map([[0, 0]]);
  for (let point = 0; point < x.length; point += 1) {
    const next = new Map<number, number>();
    for (const [taken, cost] of least) {
      for (let cell = 0; cell < columns * rows; cell += 1) {
        if (taken & (1 << cell)) continue;
        const more = cost + (x[point]! - (cell % columns)) ** 2 + (y[point]! - Math.floor(cell / columns)) ** 2;
        const set = taken | (1 << cell);
        if (more < (next.get(set) ?? Infinity)) next.set(set, more);
      }
    }
    least = next;
  }
  return Math.min(...least.values());
}

describe('placeInCells', () => {
  it('maps the bounding box onto the cell centres, and an axis without extent onto the middle', () => {
    const { x, y } = placeInCells(Float32Array.from([10, 7, 20, 7, 15, 7]), 5, 4);
    expect(Array.from(x)).toEqual([0, 4, 2]);
    expect(Array.from(y)).toEqual([1.5, 1.5, 1.5]);
  });
});

describe('assignToGrid', () => {
  it.each([['anywhere', anywhere(8)], ['on a lattice, with ties', lattice(8)]])('is as cheap as the best of all assignments: %s', async (_, points) => {
    const shape = fc.constantFrom([3, 3], [4, 2], [2, 4], [8, 1], [1, 9]);
    await fc.assert(fc.asyncProperty(points, shape, async (list, [columns, rows]) => {
      const coordinates = interleaved(list);
      const { cost, gap } = await assignToGrid(coordinates, { columns: columns!, rows: rows! });
      expect(cost).toBeCloseTo(bruteForce(coordinates, columns!, rows!), 9);
      expect(gap).toBeLessThan(1e-9);
    }), { numRuns: 80 });
  });

  const random = seeded(5, 'grid test');
  it.each<[string, Float32Array]>([
    ['normally distributed', Float32Array.from({ length: 600 }, () => random.normal())],
    ['on a line', Float32Array.from({ length: 600 }, (_, at) => (at % 2 === 0 ? at : 3))],
    ['on a diagonal', Float32Array.from({ length: 600 }, (_, at) => at >> 1)],
    ['all in one place', new Float32Array(600).fill(-2.5)],
    ['in few places', Float32Array.from({ length: 600 }, () => random.below(3))],
    ['two far apart from the rest', Float32Array.from({ length: 600 }, (_, at) => (at < 4 ? at * 1e6 : random.normal()))],
  ])('certifies 300 points %s, on a grid with cells to spare and on one without', async (_, coordinates) => {
    for (const shape of [{ columns: 18, rows: 18 }, { columns: 12, rows: 25 }, { columns: 30, rows: 10 }]) {
      const { cells, cost, gap } = await assignToGrid(coordinates, shape);
      expect(new Set(cells).size).toBe(300);
      expect(Math.max(...cells)).toBeLessThan(shape.columns * shape.rows);
      const { x, y } = placeInCells(coordinates, shape.columns, shape.rows);
      const again = cells.reduce((sum, cell, point) => sum + (x[point]! - (cell % shape.columns)) ** 2 + (y[point]! - Math.floor(cell / shape.columns)) ** 2, 0);
      expect(cost).toBeCloseTo(again, 6);
      expect(gap).toBeLessThan(1e-9 * (1 + cost));
    }
  });

  it('leaves points where they are when they already lie on the cells', async () => {
    const order = seeded(2).shuffle(Array.from({ length: 20 }, (_, cell) => cell));
    const { cells, cost } = await assignToGrid(Float32Array.from(order.flatMap((cell) => [cell % 5, Math.floor(cell / 5)])), { columns: 5, rows: 4 });
    expect(Array.from(cells)).toEqual(order);
    expect(cost).toBe(0);
  });

  it('does not depend on where the map lies or how large it is', async () => {
    await fc.assert(fc.asyncProperty(lattice(30), fc.integer({ min: -900, max: 900 }), fc.integer({ min: 1, max: 9 }), async (points, shift, scale) => {
      const plain = await assignToGrid(interleaved(points));
      const moved = await assignToGrid(interleaved(points.map(([x, y]) => [x * scale + shift, y * scale - shift] as const)));
      expect(moved).toEqual(plain);
    }));
  });

  it('gives each point the same cell in whatever order the points come', async () => {
    await fc.assert(fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 30, selector: String }).chain((points) => fc.tuple(
        fc.constant(points), fc.shuffledSubarray(Array.from(points.keys()), { minLength: points.length }),
      )),
      async ([points, order]) => {
        const plain = await assignToGrid(interleaved(points));
        const shuffled = await assignToGrid(interleaved(order.map((from) => points[from]!)));
        expect(Array.from(shuffled.cells)).toEqual(order.map((from) => plain.cells[from]));
      },
    ));
  });

  it('chooses the smallest square, or as much of the other side as is needed', async () => {
    const points = Float32Array.from({ length: 20 }, (_, at) => at);
    expect(await assignToGrid(points)).toMatchObject({ columns: 4, rows: 4 });
    expect(await assignToGrid(points, { columns: 3 })).toMatchObject({ columns: 3, rows: 4 });
    expect(await assignToGrid(points, { rows: 2 })).toMatchObject({ columns: 5, rows: 2 });
    expect(await assignToGrid(new Float32Array(18))).toMatchObject({ columns: 3, rows: 3 });
  });

  it('takes no point and one point', async () => {
    expect(await assignToGrid(new Float32Array(0))).toEqual({ cells: new Uint32Array(0), columns: 0, rows: 0, cost: 0, gap: 0 });
    expect(await assignToGrid(Float32Array.from([4, -4]))).toEqual({ cells: Uint32Array.of(0), columns: 1, rows: 1, cost: 0, gap: 0 });
  });

  it('says in a sentence what is wrong', async () => {
    await expect(assignToGrid(new Float32Array(10), { columns: 2, rows: 2 })).rejects.toThrow('A grid of 2 × 2 has 4 cells for 5 points; give more columns or rows.');
    await expect(assignToGrid(new Float32Array(2), { columns: 0 })).rejects.toThrow('A grid of 0 columns cannot be');
    await expect(assignToGrid(Float32Array.from([0, 1, NaN, 1]))).rejects.toThrow('Point 2 of the map has the coordinate NaN');
    await expect(assignToGrid(new Float32Array(3))).rejects.toThrow(RangeError);
  });

  it('stops when it is told to', async () => {
    await expect(assignToGrid(new Float32Array(10), { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    const controller = new AbortController();
    const work = assignToGrid(new Float32Array(1800), { signal: controller.signal });
    controller.abort(new Error('stopped later'));
    await expect(work).rejects.toThrow('stopped later');
  });
});
