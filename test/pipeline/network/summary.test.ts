import { expect, it } from 'vitest';
import { summary } from '../../../pipeline/network/summary.ts';

it('prints a line a layer, all equally long, and what is trained of all', () => {
  const lines = summary({
    input: [3, 8, 8],
    layers: [
      { name: 'first', kind: 'conv2d', filters: 4, kernel: 3, stride: 2 },
      { name: 'norm', kind: 'batch-norm' },
      { name: 'mean', kind: 'global-average-pool' },
      { name: 'head', kind: 'dense', units: 10 },
    ],
  }).split('\n');
  expect(lines).toEqual([
    'layer    kind                 output     parameters',
    'input                         3 × 8 × 8           0',
    'first    conv2d               4 × 4 × 4         112',
    'norm     batch-norm           4 × 4 × 4          16',
    'mean     global-average-pool  4                   0',
    'head     dense                10                 50',
    'total                                           178',
    'trained                                         170',
  ]);
});
