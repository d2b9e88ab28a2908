/** What the hidden units of a sparse autoencoder look for, and how busy they are. */
import { zeros, type Matrix } from '../../../src/gallery/matrix.ts';
import type { Weights } from '../../network/weights.ts';
import { HIDDEN, SPARSITY } from './sparse-autoencoder.ts';

/**
 * For each hidden unit the picture of norm 1 that excites it most: its weights over their norm, 64 × values. The sigmoid only ever rises,
 * so that the largest scalar product is the largest activity.
 */
export function detectors(weights: Weights): Matrix {
  const { shape: [values], data } = weights.get('hidden.weight')!;
  const found = zeros(HIDDEN, values!);
  for (let unit = 0; unit < HIDDEN; unit += 1) {
    const own = found.data.subarray(unit * values!, (unit + 1) * values!);
    for (let value = 0; value < values!; value += 1) own[value] = data[value * HIDDEN + unit]!;
    const norm = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    for (let value = 0; value < values!; value += 1) own[value]! /= norm;
  }
  return found;
}

/** Mean of each value over `codes`. */
export const activities = ({ data, rows, columns }: Matrix): Float64Array =>
  Float64Array.from({ length: columns }, (_, unit) => Array.from({ length: rows }, (_, row) => data[row * columns + unit]!).reduce((sum, value) => sum + value, 0) / rows);

/** As in training: a unit that is on for every picture would have a divergence without bounds. */
const MARGIN = 1e-6;

/** β·Σ KL(ρ‖ρ̂) of `codes`, in nats: what the sparsity adds to the loss. */
export function sparsityPenalty(codes: Matrix): number {
  const { target, weight } = SPARSITY;
  return weight * activities(codes).reduce((sum, mean) => {
    const active = Math.min(1 - MARGIN, Math.max(MARGIN, mean));
    return sum + target * Math.log(target / active) + (1 - target) * Math.log((1 - target) / (1 - active));
  }, 0);
}
