/** What trains and runs networks: the same few calls, whatever library and processor stand behind them. */
import type { Loss, Optimiser } from '../objective.ts';
import type { Network } from '../spec.ts';
import type { Weights } from '../weights.ts';

/** `cpu`, `webgpu` and `cuda` are providers of onnxruntime-node, `wasm` is onnxruntime-web, `tensorflow` is TensorFlow.js with its native library. */
export const engineNames = ['cpu', 'webgpu', 'cuda', 'wasm', 'tensorflow'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Engine {
  readonly name: EngineName;
  /** Library, version and provider in a few words: part of the key of everything that was trained or embedded with it. */
  readonly version: string;
  openTraining(options: TrainingOptions): Promise<TrainingStep>;
  openInference(options: InferenceOptions): Promise<Inference>;
}

/** Examples one after the other, as many as the engine was opened for or fewer. */
export interface Batch {
  /** count × input values. Bytes stand for values 0–1 (byte ÷ 255), floats for themselves. */
  inputs: Uint8Array | Float32Array;
  /** count × output values that the network should put out, or one class an example; absent where it should put out what it was given. */
  targets?: Float32Array | Uint32Array;
  /** count × output weights, where the loss has a mask. */
  mask?: Float32Array;
}

export interface Opened {
  network: Network;
  /** Most examples in a batch. */
  batch: number;
  /** `bytes`: inputs come as Uint8Array. `values`: as Float32Array. */
  inputs: 'bytes' | 'values';
  /** `inputs`: the network learns to put out what it is given. `values`: each batch brings targets. `classes`: or the index of each example's class. */
  targets: 'inputs' | 'values' | 'classes';
  /** Threads of the processor that one run may use; 1 where nothing is said. */
  threads?: number;
}

export interface TrainingOptions extends Opened {
  loss: Loss;
  optimiser: Optimiser;
  /** Where the training starts: first weights alone, or the state of a training that was stopped. */
  start: { weights: Weights } | TrainingState;
  /** Seed of all chance inside a step, such as dropout, which depends on the seed and the number of the step alone. */
  seed: number;
}

/** All that a step changes: a training that goes on from it takes the same steps, bit by bit, as one that never stopped. */
export interface TrainingState {
  /** Steps taken so far. */
  steps: number;
  weights: Weights;
  /** What the optimiser remembers, such as Adam's moments. Names are the engine's own. */
  optimiser: Weights;
}

/** A network in training. */
export interface TrainingStep {
  /**
   * Takes one step on a batch at learning rate `rate`. Returns the batch's loss before the step, with sparsity and weight decay. Means are over the
   * examples that the batch has. Throws a Problem where it does not fit the network or holds what is no number.
   */
  run(batch: Batch, rate: number): Promise<number>;
  /** A copy of the weights as they are now. */
  weights(): Weights;
  /** A copy of everything. */
  state(): TrainingState;
  close(): Promise<void>;
}

export interface InferenceOptions extends Opened {
  /** With a loss, each run also says how far every example's output lies from its target. */
  loss?: Loss;
}

/** A network that is run forward only. */
export interface Inference {
  /** Takes over these weights for the runs that follow. */
  use(weights: Weights): void;
  /** `outputs`: count × output values; `errors`: the loss of each example, where a loss was asked for. Both are overwritten by the next run. */
  run(batch: Batch): Promise<{ outputs: Float32Array; errors?: Float32Array }>;
  close(): Promise<void>;
}
