/** Opens an engine by its name. Each library is loaded only when it is wanted. */
import { Problem } from '../../problem.ts';
import type { Engine, EngineName } from './engine.ts';

export async function openEngine(name: EngineName): Promise<Engine> {
  if (name === 'tensorflow') throw new Problem('neither @tensorflow/tfjs-node-gpu nor @tensorflow/tfjs-node is installed');
  return (await import('../onnx/engine.ts')).onnxEngine(name);
}
