/** Kernels of t-SNE. */
import { sumDivergence, sumNearness } from './tsne/divergence.ts';
import { repelPairs } from './tsne/exact.ts';
import { calibrate } from './tsne/perplexity.ts';
import { measureRows, mergeRows, sortEntries, transpose } from './tsne/symmetrise.ts';
import { step } from './tsne/update.ts';

export { calibrate, measureRows, mergeRows, repelPairs, sortEntries, step, sumDivergence, sumNearness, transpose };
