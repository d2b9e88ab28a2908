import { describe, expect, it } from 'vitest';
import { alikeShare, wholeGrid } from '../../../src/figures/grid-parts.ts';
import { smallItem, smallItems, smallLayout } from '../support/small-gallery.ts';

describe('what is alike', () => {
  const row = (neighbours: number[][]) => smallItems([0, 1, 2, 3].map((index) => smallItem(index)), { a: neighbours }, { x: [0, 1, 2, 3], y: [0, 0, 0, 0] });
  const grid = smallLayout({ id: 'a/grid-square', method: 'grid', shape: 'square', columns: 4, rows: 1, box: { width: 3, height: 0 } });

  it('counts pairs side by side of which one names the other', () => {
    const items = row([[1], [0], [0], [2]]);
    expect(wholeGrid(items, grid)).toMatchObject({ pairs: 3, alike: 2 });
  });

  it('counts pairs anywhere once, whoever names whom', () => {
    // Of six pairs 0–1, named both ways, 0–2 and 2–3.
    expect(alikeShare(row([[1], [0], [0], [2]]), 'a')).toBeCloseTo(3 / 6, 12);
    expect(alikeShare(smallItems([smallItem(0)], { a: [[]] }), 'a')).toBeNull();
  });
});
