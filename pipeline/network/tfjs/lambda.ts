/** Layers that TensorFlow.js does not have, made of a function. */
import type { Tensor, TensorFlow, TensorFlowLayer } from './tensorflow.ts';

/** A layer without weights. `output` is its shape without the batch; `compute` is differentiated by TensorFlow.js. */
export function lambda(tf: TensorFlow, name: string, output: readonly number[], compute: (input: Tensor, training: boolean) => Tensor): TensorFlowLayer {
  class Lambda extends tf.layers.Layer {
    static className = 'Lambda';

    override computeOutputShape(): (number | null)[] {
      return [null, ...output];
    }

    override call(inputs: Tensor | Tensor[], settings: { training?: boolean }): Tensor {
      return tf.tidy(() => compute(Array.isArray(inputs) ? inputs[0]! : inputs, settings.training === true));
    }
  }
  return new Lambda({ name });
}
