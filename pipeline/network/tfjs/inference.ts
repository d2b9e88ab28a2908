/** Runs a network forward with TensorFlow.js. */
import { checkBatch } from '../engine/batch.ts';
import type { Batch, Inference, InferenceOptions } from '../engine/engine.ts';
import { checkLossFits } from '../loss-fits.ts';
import { checkWeights, type Weights } from '../weights.ts';
import { compare, inputTensor, lastLayers } from './compared.ts';
import { buildModel, fromModel, setWeights, toModel, type Model } from './model.ts';
import { lossPerExample } from './objective.ts';
import type { Tensor, TensorFlow } from './tensorflow.ts';

export class TensorFlowInference implements Inference {
  private readonly tf: TensorFlow;
  private readonly options: InferenceOptions;
  private readonly model: Model;

  /** Throws a Problem where the network and its loss do not fit each other. */
  constructor(tf: TensorFlow, options: InferenceOptions) {
    if (options.loss) checkLossFits(options.network, options.loss);
    this.tf = tf;
    this.options = options;
    this.model = buildModel(tf, options.network, lastLayers(options.network), () => {
      throw new RangeError('nothing is dropped out where nothing is trained');
    });
  }

  use(weights: Weights): void {
    checkWeights(weights, this.options.network, 'What the network is to run with');
    setWeights(this.tf, this.model, weights);
  }

  async run(batch: Batch): Promise<{ outputs: Float32Array; errors?: Float32Array }> {
    const { tf, options, options: { loss } } = this;
    checkBatch(options, loss, batch);
    const [outputs, errors] = tf.tidy((): Tensor[] => {
      if (!loss) {
        const values = this.model.layers.apply(toModel(tf, inputTensor(tf, batch.inputs, options.network.input)), { training: false }) as Tensor[];
        return [fromModel(tf, values[0]!)];
      }
      const compared = compare(tf, this.model, options, batch, false);
      return [compared.output, lossPerExample(tf, loss.kind, compared)];
    });
    const result = { outputs: await outputs!.data() as Float32Array, ...errors && { errors: await errors.data() as Float32Array } };
    tf.dispose([outputs!, ...errors ? [errors] : []]);
    return result;
  }

  async close(): Promise<void> {
    this.model.layers.dispose();
  }
}
