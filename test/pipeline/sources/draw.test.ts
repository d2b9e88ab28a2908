import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { drawItems } from '../../../pipeline/sources/draw.ts';
import type { Source } from '../../../pipeline/sources/source.ts';
import { fewFlags } from './flags.support.ts';

const source: Source = {
  items: fewFlags().map((item) => ({ ...item, labels: { status: item.id === 'qa' ? 'Not independent' : 'Independent' } })),
  found: 13, skipped: [{ name: 'Elsewhere', reason: 'Flies another flag.' }], labels: [], credits: [], notices: [],
  facts: [{ column: 'borders', title: 'Borders', kind: 'items' }],
};
const ids = (drawn: Source): string[] => drawn.items.map((item) => item.id);
const draw = { count: 6, status: 'Independent', with: ['qa', 'fr'] };

describe('drawItems', () => {
  it('draws so many in the order of the source, with those that are named', () => {
    const drawn = drawItems(source, draw, 1, 'f.yaml');
    expect(drawn).toMatchObject({ found: 6, skipped: [] });
    expect(ids(drawn)).toHaveLength(6);
    expect(ids(drawn)).toEqual(expect.arrayContaining(['qa', 'fr']));
    expect(ids(drawn)).toEqual(ids(source).filter((id) => ids(drawn).includes(id)));
    expect(drawn.notices).toEqual([{ what: 'Not drawn', names: source.items.filter(({ id }) => !ids(drawn).includes(id)).map(({ title }) => title) }]);
  });

  it('draws by the seed, whatever the order of the source, and nobody of another status', () => {
    const backwards = { ...source, items: source.items.toReversed() };
    const draws = Array.from({ length: 20 }, (_, seed) => ids(drawItems(source, { ...draw, with: [] }, seed, 'f.yaml')));
    draws.forEach((drawn, seed) => {
      expect(drawn).not.toContain('qa');
      expect(ids(drawItems(backwards, { ...draw, with: [] }, seed, 'f.yaml')).sort()).toEqual(drawn.toSorted());
    });
    expect(new Set(draws.map(String)).size).toBeGreaterThan(10);
  });

  it('names neighbours that were not drawn by their titles', () => {
    const drawn = drawItems(source, { count: 3, status: 'Independent', with: ['fr', 'be', 'ee'] }, 1, 'f.yaml');
    expect(drawn.items.find(({ id }) => id === 'fr')!.facts['borders']).toEqual(['be', 'Italy']);
  });

  it('offers no label that all those drawn have alike', () => {
    const labelled = { ...source, labels: [{ column: 'status', title: 'Status' }] };
    expect(drawItems(labelled, draw, 1, 'f.yaml').labels).toEqual(labelled.labels);
    expect(drawItems(labelled, { ...draw, with: ['fr'] }, 1, 'f.yaml').labels).toEqual([]);
  });

  it('refuses what cannot be drawn', () => {
    expect(() => drawItems(source, { ...draw, with: ['zz'] }, 1, 'f.yaml')).toThrow(/“zz”/);
    expect(() => drawItems(source, { ...draw, count: 1 }, 1, 'f.yaml')).toThrow(Problem);
    expect(() => drawItems(source, { ...draw, count: 13 }, 1, 'f.yaml')).toThrow(/only 12/);
  });
});
