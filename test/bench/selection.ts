/** What the map's finding takes at 100,000 pictures: the work after a key or a press, without drawing. No browser is needed. */
import { seeded } from '../../pipeline/ground/random.ts';
import type { Columns } from '../../src/viewer/columns.ts';
import { packIndices, unpackIndices } from '../../src/viewer/index-set.ts';
import { inside } from '../../src/viewer/lasso-shape.ts';
import { peaksOf } from '../../src/viewer/peaks.ts';
import { createSearch } from '../../src/viewer/search.ts';
import { select, type Criteria } from '../../src/viewer/selection.ts';

const COUNT = 100_000;
const none: Criteria = { found: null, lasso: null, labels: {}, ranges: {} };

export async function benchSelection(): Promise<Record<string, number>> {
  const { uniform: random } = seeded(1, 'bench/selection');
  const label = (column: string, size: number) => {
    const values = Array.from({ length: size }, (_, place) => `${column} ${place}`);
    return { column, title: column, values, codes: Uint32Array.from({ length: COUNT }, () => Math.floor(random() ** 2 * size)) };
  };
  const number = (column: string) => {
    const values = Float64Array.from({ length: COUNT }, () => Math.exp(random() * 20));
    return { column, title: column, unit: '', values, least: values.reduce((a, b) => Math.min(a, b)), greatest: values.reduce((a, b) => Math.max(a, b)) };
  };
  const columns: Columns = { count: COUNT, labels: [label('region', 6), label('kind', 100), label('maker', 1000)], numbers: [number('area'), number('people')] };
  const items = Array.from({ length: COUNT }, (_, index) => ({ title: `Picture ${index} of ${Math.floor(random() * 5000).toString(36)}`, subtitle: '', aliases: [] }));
  const x = Float32Array.from({ length: COUNT }, () => random() * 1400);
  const y = Float32Array.from({ length: COUNT }, () => random() * 800);
  const figures: Record<string, number> = {};
  const measure = <Result>(name: string, work: () => Result): Result => {
    const times = Array.from({ length: 7 }, () => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    figures[`${name}, ms of processor time`] = times.toSorted((a, b) => a - b)[3]!;
    return work();
  };
  const search = measure('index of names, once', () => createSearch(items, columns.labels));
  const found = measure('search', () => search.find('a'))!;
  measure('search that finds one', () => search.find('picture 77777'));
  const circle = Array.from({ length: 200 }, (_, at) => ({ x: 700 + 300 * Math.cos(at / 31.8), y: 400 + 300 * Math.sin(at / 31.8) }));
  const lasso = measure('lasso', () => inside(x, y, circle));
  const text = measure('lasso to address', () => packIndices(lasso));
  measure('lasso from address', () => unpackIndices(text, COUNT));
  measure('one filter', () => select(columns, { ...none, labels: { kind: ['kind 3'] } }));
  measure('search, lasso, three filters and two ranges', () => select(columns, {
    found: found.items, lasso, labels: { region: ['region 1', 'region 2'], kind: ['kind 3'], maker: ['maker 5'] }, ranges: { area: { from: 10, to: 1e6 }, people: { from: -Infinity, to: 1e7 } },
  }));
  const groups = columns.labels[1]!.values.map((name, code) => ({ name, members: Array.from(columns.labels[1]!.codes.keys()).filter((index) => columns.labels[1]!.codes[index] === code) }));
  measure('names of a layout, once', () => peaksOf(x, y, groups));
  return figures;
}
