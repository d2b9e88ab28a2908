import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from '../../../../pipeline/layout/grid/assignment.ts';
import { certify } from '../../../../pipeline/layout/grid/certificate.ts';
import { placeInCells, type PlacedPoints } from '../../../../pipeline/layout/grid/costs.ts';

const placed = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 })
  .map((values): PlacedPoints => placeInCells(Float32Array.from(values), 3, 3));
const solve = (points: PlacedPoints): ReturnType<typeof assign> => assign(points, Uint32Array.from(points.x.keys()), async () => {});

it('shows how much a worse assignment loses: its gap is what it costs beyond the optimum', async () => {
  await fc.assert(fc.asyncProperty(placed, fc.nat(5), fc.nat(5), async (points, a, b) => {
    const { cells, prices } = await solve(points);
    const best = certify(points, cells, prices);
    const worse = cells.slice();
    [worse[a], worse[b]] = [worse[b]!, worse[a]!];
    const swapped = certify(points, worse, prices);
    expect(swapped.gap).toBeCloseTo(swapped.cost - best.cost, 9);
  }));
});

it('never lets wrong prices hide a loss', async () => {
  await fc.assert(fc.asyncProperty(placed, fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 9, maxLength: 9 }), async (points, wrong) => {
    const { cells, prices } = await solve(points);
    const best = certify(points, cells, prices).cost;
    const first = certify(points, Uint32Array.from(points.x.keys()), Float64Array.from(wrong));
    expect(first.gap).toBeGreaterThanOrEqual(first.cost - best - 1e-9);
  }));
});

it('refuses a cell that is taken twice or is not there', () => {
  const points = placeInCells(Float32Array.from([0, 0, 1, 1]), 2, 2);
  expect(() => certify(points, Uint32Array.of(1, 1), new Float64Array(4))).toThrow('gives point 1 cell 1');
  expect(() => certify(points, Uint32Array.of(1, 4), new Float64Array(4))).toThrow('gives point 1 cell 4');
});
