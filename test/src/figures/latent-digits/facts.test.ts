import { expect, it } from 'vitest';
import { wall } from '../../../../src/figures/latent-digits/facts.ts';

it('calls the grid whole where all of it is shown', () => {
  expect(wall({ columns: 100, rows: 100 })).toMatch(/^The middle of the grid: .* The map holds the rest\.$/);
  expect(wall({ columns: 8, rows: 7 })).toMatch(/^The grid: .* allow\.$/);
});
