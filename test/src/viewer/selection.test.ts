import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS, binOf, scaleOf } from '../../../src/viewer/scale.ts';
import { select, type Criteria } from '../../../src/viewer/selection.ts';
import { columnsOf } from './columns.support.ts';

const none: Criteria = { found: null, lasso: null, labels: {}, ranges: {} };
const columns = columnsOf(
  { region: ['Africa', 'Europe', 'Africa', 'Asia', null], status: ['free', 'free', 'held', 'held', 'free'] },
  { people: [10, 20, 30, 40, null] },
);

describe('selection', () => {
  it('is all where nothing is asked for', () => {
    const all = select(columns, none);
    expect([all.isAll, all.count, [...all.inside]]).toEqual([true, 5, [1, 1, 1, 1, 1]]);
    expect([...all.counts.region!]).toEqual([2, 1, 1]);
    expect(all.histograms.people!.reduce((sum, one) => sum + one, 0)).toBe(4);
  });

  it('meets search, lasso, labels and ranges together', () => {
    const found = Uint8Array.of(1, 1, 1, 0, 1);
    const lasso = Uint8Array.of(1, 1, 0, 1, 1);
    const { inside, count, isAll } = select(columns, { found, lasso, labels: { region: ['Africa', 'Europe'] }, ranges: { people: { from: 15, to: Infinity } } });
    expect([[...inside], count, isAll]).toEqual([[0, 1, 0, 0, 0], 1, false]);
  });

  it('counts for a value what the other columns leave', () => {
    const { counts } = select(columns, { ...none, labels: { region: ['Africa'], status: ['held'] } });
    expect([...counts.region!]).toEqual([1, 0, 1]);
    expect([...counts.status!]).toEqual([1, 1]);
  });

  it('lets no item without a value into a range', () => {
    expect([...select(columns, { ...none, ranges: { people: { from: -Infinity, to: 100 } } }).inside]).toEqual([1, 1, 1, 1, 0]);
  });

  it('counts what one more press would leave, whatever is on', () => {
    const value = fc.constantFrom('a', 'b', 'c', null);
    const rows = fc.array(fc.record({ first: value, second: value, size: fc.option(fc.integer({ min: 0, max: 1000 })), isFound: fc.boolean() }), { minLength: 2, maxLength: 40 });
    const wanted = fc.subarray(['a', 'b', 'c']);
    fc.assert(fc.property(rows, wanted, wanted, fc.integer({ min: 0, max: 1000 }), (list, first, second, from) => {
      const data = columnsOf({ first: list.map((row) => row.first), second: list.map((row) => row.second) }, { size: [0, ...list.slice(1).map((row) => row.size)] });
      const criteria = { found: Uint8Array.from(list, (row) => Number(row.isFound)), lasso: null, labels: { first, second }, ranges: { size: { from, to: Infinity } } };
      const selection = select(data, criteria);
      const { values } = data.labels[0]!;
      values.forEach((one, code) => {
        expect(selection.counts.first![code]).toBe(select(data, { ...criteria, labels: { first: [one], second } }).count);
      });
      const number = data.numbers[0]!;
      const open = select(data, { ...criteria, ranges: {} });
      const bins = new Uint32Array(BINS);
      if (number.least < number.greatest) {
        number.values.forEach((size, index) => { if (!Number.isNaN(size) && open.inside[index] === 1) bins[binOf(scaleOf(number), size)]! += 1; });
        expect([...selection.histograms.size!]).toEqual([...bins]);
      }
    }));
  });

});
