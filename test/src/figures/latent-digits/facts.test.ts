import { expect, it } from 'vitest';
import { comparison, wall } from '../../../../src/figures/latent-digits/facts.ts';

it('calls the grid whole where all of it is shown', () => {
  expect(wall({ columns: 100, rows: 100 })).toMatch(/^The middle of the grid: .* The map holds the rest\.$/);
  expect(wall({ columns: 8, rows: 7 })).toMatch(/^The grid: .* allow\.$/);
});

it.each([
  [0.945, 0.951, /^Hardly: raw pixels do as well\. Neighbours by pixels name 95\.1\u00a0% correctly, neighbours by code 94\.5\u00a0%;/],
  [0.9, 0.951, /^No: raw pixels do better\./],
  [0.97, 0.951, /^In part: raw pixels do worse\./],
])('tells of a code with %d whether chance may have made the difference', (code, pixels, sentence) => {
  expect(comparison({ code, pixels, tsne: 0.9, pixelsTsne: 0.9 }, 10_000)).toMatch(sentence);
});
