import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { certify as certifyInSlices } from '../../../../pipeline/layout/grid/certificate.ts';
import { placeInCells, type PlacedPoints } from '../../../../pipeline/layout/grid/costs.ts';
import { assign, costsOf } from './reference.ts';

const placed = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 })
  .map((values): PlacedPoints => placeInCells(Float32Array.from(values), 3, 3));
const certify = (points: PlacedPoints, cells: Uint32Array, prices: Float64Array): ReturnType<typeof certifyInSlices> => certifyInSlices(points, cells, prices, async () => {});
const solve = (points: PlacedPoints): ReturnType<typeof assign> => assign(points, Uint32Array.from(points.x.keys()), async () => {});

it('shows how much a worse assignment loses: its gap is what it costs beyond the optimum', async () => {
  await fc.assert(fc.asyncProperty(placed, fc.nat(5), fc.nat(5), async (points, a, b) => {
    const { cells, prices } = await solve(points);
    const best = await certify(points, cells, prices);
    const worse = cells.slice();
    [worse[a], worse[b]] = [worse[b]!, worse[a]!];
    const swapped = await certify(points, worse, prices);
    expect(swapped.gap).toBeCloseTo(swapped.cost - best.cost, 9);
  }));
});

it('never lets wrong prices hide a loss', async () => {
  await fc.assert(fc.asyncProperty(placed, fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 9, maxLength: 9 }), async (points, wrong) => {
    const { cells, prices } = await solve(points);
    const best = (await certify(points, cells, prices)).cost;
    const first = await certify(points, Uint32Array.from(points.x.keys()), Float64Array.from(wrong));
    expect(first.gap).toBeGreaterThanOrEqual(first.cost - best - 1e-9);
  }));
});

it('refuses a cell that is taken twice or is not there', async () => {
  const points = placeInCells(Float32Array.from([0, 0, 1, 1]), 2, 2);
  await expect(certify(points, Uint32Array.of(1, 1), new Float64Array(4))).rejects.toThrow('gives point 1 cell 1');
  await expect(certify(points, Uint32Array.of(1, 4), new Float64Array(4))).rejects.toThrow('gives point 1 cell 4');
});

it('finds the same bound with tiles as without, at any prices', async () => {
  const random = seeded(8);
  const points = placeInCells(Float32Array.from({ length: 800 }, () => random.normal()), 30, 21);
  for (const scale of [0, 1, 100, 1e5]) {
    const prices = Float64Array.from({ length: 630 }, () => -scale * random.uniform());
    const { cost, gap } = await certify(points, Uint32Array.from(points.x.keys()), prices);
    const row = new Float64Array(630);
    let bound = prices.reduce((sum, price) => sum + price, 0);
    for (let point = 0; point < 400; point += 1) {
      costsOf(points, point, row);
      bound += Math.min(...row.map((value, cell) => value - prices[cell]!));
    }
    expect(cost - gap).toBeCloseTo(bound, 5);
  }
});
