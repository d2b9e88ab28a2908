import * as Plot from '@observablehq/plot';
import { describe, expect, it } from 'vitest';
import { drawPlot, labelHeights } from '../../../src/figures/plot.ts';

describe('drawPlot', () => {
  it('draws marks, keeps texts text and brings no stylesheet', () => {
    const svg = drawPlot({ width: 200, height: 100, marks: [Plot.lineY([1, 2, 3]), Plot.text([{ x: 1, y: 2 }], { x: 'x', y: 'y', text: () => '<script>' })] });
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain('<path d="M');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('<style');
  });
});

describe('labelHeights', () => {
  it('leaves labels with room where they are', () => {
    expect(labelHeights([3, 1, 2], 0.5)).toEqual([3, 1, 2]);
  });

  it('keeps the order and the gap', () => {
    expect(labelHeights([1.1, 1, 5], 1)).toEqual([2, 1, 5]);
    expect(labelHeights([2, 2], 1)).toEqual([2, 3]);
  });
});
