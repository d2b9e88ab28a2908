/** Kernels of t-SNE. */
import { columnsBack, columnsForward, kernelColumns } from './tsne/columns.ts';
import { convolve, kernelAcross } from './tsne/convolve.ts';
import { sumDivergence, sumNearness } from './tsne/divergence.ts';
import { repelPairs } from './tsne/exact.ts';
import { gather } from './tsne/gather.ts';
import { calibrate } from './tsne/perplexity.ts';
import { spread } from './tsne/spread.ts';
import { measureRows, mergeRows, sortEntries, transpose } from './tsne/symmetrise.ts';
import { step } from './tsne/update.ts';

export {
  calibrate, columnsBack, columnsForward, convolve, gather, kernelAcross, kernelColumns, measureRows, mergeRows, repelPairs, sortEntries, spread, step,
  sumDivergence, sumNearness, transpose,
};
