/** onnxruntime as an engine: networks become ONNX graphs. */
import type { Engine } from '../engine/engine.ts';
import { OnnxInference } from './inference.ts';
import { versionOf, type Provider } from './session.ts';
import { OnnxTrainingStep } from './training-step.ts';

export function onnxEngine(provider: Provider): Engine {
  return {
    name: provider,
    version: versionOf(provider),
    openTraining: ({ threads, ...options }) => OnnxTrainingStep.open({ ...options, place: { provider, threads: threads ?? 1 } }),
    openInference: async ({ threads, ...options }) => new OnnxInference({ ...options, place: { provider, threads: threads ?? 1 } }),
  };
}
