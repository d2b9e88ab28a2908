/** Kernels of principal component analysis. */
import { timesDense } from './pca/dense.ts';
import { multiplyStrips, timesBlock, timesTransposed } from './pca/strips.ts';

export { multiplyStrips, timesBlock, timesDense, timesTransposed };
