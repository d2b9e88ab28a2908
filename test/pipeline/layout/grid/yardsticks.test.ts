import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignToGrid } from '../../../../pipeline/layout/grid.ts';
import { cost, placeInCells } from '../../../../pipeline/layout/grid/costs.ts';
import { greedyCost, meanRandomCost } from '../../../../pipeline/layout/grid/yardsticks.ts';

const points = (most: number): fc.Arbitrary<Float32Array> => fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: most })
  .map((list) => Float32Array.from(list.flat()));

/** By looking at every cell. */
function plainGreedy(coordinates: Float32Array, columns: number, rows: number): number {
  const placed = placeInCells(coordinates, columns, rows);
  const free = new Set(Array.from({ length: columns * rows }, (_, cell) => cell));
  return Array.from(placed.x, (_, point) => {
    const nearest = [...free].reduce((best, cell) => (cost(placed, point, cell) < cost(placed, point, best) ? cell : best));
    free.delete(nearest);
    return cost(placed, point, nearest);
  }).reduce((sum, each) => sum + each, 0);
}

describe('greedyCost', () => {
  it('is that of trying every free cell for each point in turn', () => {
    fc.assert(fc.property(points(40), fc.constantFrom([7, 6], [6, 7], [40, 1], [1, 41]), (coordinates, [columns, rows]) => {
      expect(greedyCost(coordinates, columns!, rows!)).toBeCloseTo(plainGreedy(coordinates, columns!, rows!), 9);
    }), { numRuns: 60 });
  });

  it('takes the first of equally near cells, also where it lies in a further ring', () => {
    const coordinates = Float32Array.of(2, 1, 1, 1, 8, 0, 0, 0);
    expect(greedyCost(coordinates, 7, 6)).toBeCloseTo(plainGreedy(coordinates, 7, 6), 9);
  });

  it('is never below that of the exact assignment', async () => {
    await fc.assert(fc.asyncProperty(points(60), async (coordinates) => {
      const { columns, rows, cost: exact } = await assignToGrid(coordinates);
      expect(greedyCost(coordinates, columns, rows)).toBeGreaterThanOrEqual(exact - 1e-9);
    }), { numRuns: 30 });
  });

  it('refuses more points than cells', () => {
    expect(() => greedyCost(new Float32Array(10), 2, 2)).toThrow(RangeError);
  });
});

describe('meanRandomCost', () => {
  it('is the mean over all assignments', () => {
    const coordinates = Float32Array.of(0, 0, 3, 1, 1, 2);
    const placed = placeInCells(coordinates, 2, 2);
    const costs: number[] = [];
    for (let a = 0; a < 4; a += 1) for (let b = 0; b < 4; b += 1) for (let c = 0; c < 4; c += 1) {
      if (new Set([a, b, c]).size === 3) costs.push(cost(placed, 0, a) + cost(placed, 1, b) + cost(placed, 2, c));
    }
    expect(meanRandomCost(coordinates, 2, 2)).toBeCloseTo(costs.reduce((sum, each) => sum + each, 0) / costs.length, 9);
  });
});
