import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { sampleOf } from '../../../pipeline/sources/sample.ts';
import type { Source } from '../../../pipeline/sources/source.ts';

/** A source whose pictures carry these classes. */
function sourceOf(classes: readonly string[]): Source {
  return {
    items: classes.map((name, index) => ({
      id: `p${index}`, title: `p${index}`, subtitle: '', aliases: [], labels: { class: name }, facts: {}, file: `${index}.png`, picture: inMemory(new Uint8Array([index % 256])),
    })),
    found: classes.length + 1, skipped: [{ name: 'broken.jpg', reason: 'broken.jpg is broken.' }],
    labels: new Set(classes).size > 1 ? [{ column: 'class', title: 'Class' }] : [], facts: [], credits: [], notices: [],
  };
}

const classes = (count: number, each: number): string[] => Array.from({ length: count * each }, (_, index) => `class ${index % count}`);
const countsOf = ({ items }: Source): number[] => [...Map.groupBy(items, (item) => item.labels.class!).values()].map((group) => group.length);
const take = (source: Source, count: number, seed = 1, always: string[] = []): Source => sampleOf(source, { count, seed, always });

describe('a sample', () => {
  it('of labelled pictures has as many labels as leave each twelve pictures or more', () => {
    const sample = take(sourceOf(classes(50, 40)), 150);
    expect(sample.items).toHaveLength(150);
    expect(countsOf(sample)).toHaveLength(12);
    expect(Math.min(...countsOf(sample))).toBe(12);
    expect(Math.max(...countsOf(sample))).toBe(13);
  });

  it('of pictures whose labels are small or missing is spread over all', () => {
    expect(new Set(countsOf(take(sourceOf(classes(100, 5)), 60)))).not.toEqual(new Set([12]));
    expect(take(sourceOf(classes(1, 100)), 30).items).toHaveLength(30);
    expect(take(sourceOf(classes(4, 100)), 20).items).toHaveLength(20);
  });

  it('of labelled pictures takes all of the labels it draws, and then others by chance, where those alone are too few', () => {
    const counts = countsOf(take(sourceOf([...classes(2, 12), ...Array.from({ length: 60 }, (_, index) => `single ${index}`)]), 50)).sort((a, b) => b - a);
    expect(counts).toEqual([12, 12, ...Array.from({ length: 26 }, () => 1)]);
  });

  it('of which more pictures are named than are wanted holds all that are named', () => {
    expect(take(sourceOf(classes(50, 40)), 3, 1, ['p1', 'p2', 'p3', 'p4']).items.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4']);
  });

  it('leaves a small source whole, with what it left out', () => {
    const source = sourceOf(classes(2, 10));
    expect(take(source, 20)).toBe(source);
  });

  it('is of the wanted size, in order, without repeats, holds what it must, and is the same for the same seed', () => {
    const groups = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 4, max: 99 })).map(String), { minLength: 2, maxLength: 300, size: 'max' });
    fc.assert(fc.property(groups, fc.integer({ min: 2, max: 200 }), fc.integer({ min: 0, max: 99 }), (names, wanted, seed) => {
      const count = Math.min(wanted, names.length);
      const source = sourceOf(names);
      const sample = take(source, count, seed, ['p1']);
      const places = sample.items.map((item) => source.items.indexOf(item));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(places).toContain(1);
      expect(sample.items).toHaveLength(count);
      expect(sample.found).toBe(sample.items.length + sample.skipped.length);
      for (const { column } of sample.labels) expect(countsOf(sample).length, column).toBeGreaterThan(1);
      expect(take(source, count, seed, ['p1'])).toEqual(sample);
    }));
  });

  it('is another one for another seed', () => {
    const source = sourceOf(classes(50, 40));
    expect(take(source, 150, 2).items).not.toEqual(take(source, 150, 1).items);
  });
});
