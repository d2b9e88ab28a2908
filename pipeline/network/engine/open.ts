/** Opens an engine by its name. Each library is loaded only when it is wanted. */
import type { Engine, EngineName } from './engine.ts';

/** Throws where the library is not there or does not load; the message ends a sentence that “because” begins. */
export async function openEngine(name: EngineName): Promise<Engine> {
  if (name === 'tensorflow') return (await import('../tfjs/engine.ts')).tensorFlowEngine();
  return (await import('../onnx/engine.ts')).onnxEngine(name);
}
