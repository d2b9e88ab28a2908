/** What a training makes small, as plain data. */

/**
 * How far an output lies from its target, a number an example; the loss is their mean over the batch.
 *
 * - `mean-squared-error`: mean of (output − target)² over the values.
 * - `squared-error-per-image`: ½ Σ (output − target)² over the values.
 * - `binary-cross-entropy`: mean of −t·ln y − (1 − t)·ln(1 − y) over the values, targets within 0–1. The network ends with a sigmoid.
 * - `categorical-cross-entropy`: −Σ t·ln y over the classes. The network ends with a softmax over a vector; targets are class indices or
 *   shares of each class.
 */
export type LossKind = 'mean-squared-error' | 'squared-error-per-image' | 'binary-cross-entropy' | 'categorical-cross-entropy';

/**
 * Ng's “Sparse autoencoder” (CS294A lecture notes, 2011): + weight · Σ KL(target‖ρ̂ⱼ) over the values j of `layer`, where ρ̂ⱼ is the mean of
 * value j over the batch, in 0–1. `layer` is a sigmoid.
 */
export interface Sparsity {
  layer: string;
  /** ρ, within 0–1. */
  target: number;
  /** β. */
  weight: number;
}

export interface Loss {
  kind: LossKind;
  /**
   * Each batch brings a weight for every value of its targets: 0 leaves a value out. The means are then weighted means, per example, and 0
   * where nothing of an example is left in.
   */
  mask?: boolean;
  sparsity?: Sparsity;
  /** λ: + ½·λ·Σ w² over all kernels (not over biases, nor batch norms). 0 unless told. */
  weightDecay?: number;
}

/**
 * How weights follow their gradients g at the rate that each step is given.
 *
 * - `sgd`: v ← momentum · v + g, w ← w − rate · v. Momentum is 0 unless told. Polyak 1964, as PyTorch and Keras write it with a constant rate.
 * - `adam`: Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999, ε = 1e-8 unless told.
 * - `adamw`: Adam, and all kernels shrink by rate · decay · w, apart from their gradient. Loshchilov and Hutter 2019; decay 0.01 unless told.
 * - `adadelta`: Zeiler 2012 with its ρ as `decay`, 0.95, and ε = 1e-6 unless told; the paper's own rate is 1.
 */
export type Optimiser =
  | { kind: 'sgd'; momentum?: number }
  | { kind: 'adam'; beta1?: number; beta2?: number; epsilon?: number }
  | { kind: 'adamw'; beta1?: number; beta2?: number; epsilon?: number; decay?: number }
  | { kind: 'adadelta'; decay?: number; epsilon?: number };

export type OptimiserOf<Kind extends Optimiser['kind']> = Extract<Optimiser, { kind: Kind }>;

/**
 * Where kernels begin; biases and β begin at 0, γ at 1, running means at 0 and running variances at 1.
 *
 * - `glorot`: uniform within ±√(6 ÷ (in + out)); Glorot and Bengio 2010, for linear, tanh and sigmoid layers.
 * - `he`: uniform within ±√(6 ÷ in); He et al. 2015, for layers that a ReLU follows.
 * - `narrow`: uniform within ±1 ÷ √in, as PyTorch does by default: outputs shrink from layer to layer, and the first steps of Adam are
 *   large beside the weights.
 * - `gaussian`: normal with the given standard deviation, the biases of convolutions and dense layers too.
 */
export type Initialiser =
  | { kind: 'glorot' }
  | { kind: 'he' }
  | { kind: 'narrow' }
  | { kind: 'gaussian'; deviation: number };
