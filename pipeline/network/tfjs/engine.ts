/** TensorFlow.js with its native library as an engine: the way to an NVIDIA card where `@tensorflow/tfjs-node-gpu` is installed. */
import type { Engine } from '../engine/engine.ts';
import { TensorFlowInference } from './inference.ts';
import { loadTensorFlow, type Loaded } from './load.ts';
import { TensorFlowTrainingStep } from './training-step.ts';

/** Throws an Error whose message ends a sentence that “because” begins where the library is not there or does not load. */
export function tensorFlowEngine({ tf, version }: Loaded = loadTensorFlow()): Engine {
  return {
    name: 'tensorflow',
    version,
    openTraining: async (options) => new TensorFlowTrainingStep(tf, options),
    openInference: async (options) => new TensorFlowInference(tf, options),
  };
}
