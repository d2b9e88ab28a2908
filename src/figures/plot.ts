/** Draws a plot to SVG text while the site is built, in the site's type and colours. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** SVG markup of a plot. Texts pass through the DOM, so data in them stay text. The caption says what the plot shows. */
export function drawPlot(options: Plot.PlotOptions): string {
  const svg = Plot.plot({ ...options, document: document as unknown as Document, className: 'plot' });
  // The stylesheet that Plot adds repeats what the site's own says.
  svg.querySelector('style')?.remove();
  svg.setAttribute('aria-hidden', 'true');
  svg.removeAttribute('font-family');
  return svg.outerHTML;
}

/**
 * Heights for labels at the ends of lines, so that none covers another: as near to `wanted` as it goes with at least
 * `gap` between them, in the order of `wanted`. All in data units, upwards.
 */
export function labelHeights(wanted: readonly number[], gap: number): number[] {
  const order = wanted.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height || a.index - b.index);
  const placed = new Array<number>(wanted.length).fill(0);
  let last = -Infinity;
  for (const { height, index } of order) {
    last = Math.max(height, last + gap);
    placed[index] = last;
  }
  return placed;
}
