/**
 * A sparse autoencoder of one hidden layer: what it is, how it begins, what it encodes and paints. Ng, “Sparse autoencoder”
 * (CS294A lecture notes, 2011), with the settings of a study of flags from 2016.
 */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { valuesPerPicture, type Pictures } from '../../images/pictures.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import { infer } from '../../network/infer.ts';
import { initialise } from '../../network/initialise.ts';
import type { Loss, Optimiser, Sparsity } from '../../network/objective.ts';
import { splitAfter } from '../../network/shapes.ts';
import type { Network } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';

/** Values in a code. */
export const HIDDEN = 64;
const CODE = 'code';
export const SPARSITY: Sparsity = { layer: CODE, target: 0.25, weight: 0.25 };
/** ½ Σ (painted − seen)² over the values of a picture, and β·Σ KL(ρ‖ρ̂) over the code's. */
export const LOSS: Loss = { kind: 'squared-error-per-image', sparsity: SPARSITY };
export const OPTIMISER: Optimiser = { kind: 'sgd' };
export const RATE = 0.05;
export const BATCH = 72;

/** `values` – 64 – `values`, all sigmoids. */
export const sparseAutoencoder = (values: number): Network => ({
  input: [values],
  layers: [
    { name: 'hidden', kind: 'dense', units: HIDDEN }, { name: CODE, kind: 'sigmoid' },
    { name: 'painted', kind: 'dense', units: values }, { name: 'output', kind: 'sigmoid' },
  ],
});

/** Weights and biases from a normal distribution with σ = 1/√values. */
export const startingWeights = (values: number, seed: number): Weights =>
  initialise(sparseAutoencoder(values), seed, { kind: 'gaussian', deviation: 1 / Math.sqrt(values) });

/** The codes of `pictures`: n × 64, within 0–1. */
export const encodeSparse = (weights: Weights, pictures: Pictures, engine: EngineName): Promise<Matrix> => {
  const values = valuesPerPicture(pictures);
  return infer({ network: splitAfter(sparseAutoencoder(values), CODE).before, weights, engine }, { count: pictures.count, shape: [values], inputs: pictures.data });
};

/** What `codes`, n × 64 of any values, are painted as: n × values, within 0–1, planar. */
export const paintSparse = (weights: Weights, codes: Matrix, values: number, engine: EngineName): Promise<Matrix> =>
  infer({ network: splitAfter(sparseAutoencoder(values), CODE).after, weights, engine }, { count: codes.rows, shape: [codes.columns], inputs: codes.data });
