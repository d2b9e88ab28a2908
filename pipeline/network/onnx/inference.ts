/** Runs a network forward as an ONNX graph, in batches of one fixed size. */
import type { Tensor } from 'onnxruntime-node';
import { checkBatch, targetValues } from '../engine/batch.ts';
import type { Batch, Inference, InferenceOptions } from '../engine/engine.ts';
import { checkLossFits } from '../loss-fits.ts';
import { outputOf, sizeOf } from '../shapes.ts';
import type { Shape } from '../spec.ts';
import { checkWeights, type Weights } from '../weights.ts';
import { reshape } from './arithmetic.ts';
import { Graph } from './graph.ts';
import { drawNetwork } from './layers/draw.ts';
import { drawLoss } from './losses/draw.ts';
import { byteInput } from './picture-input.ts';
import { openSession, type Place, type Session, type Tensors } from './session.ts';

interface OnnxInferenceOptions extends Omit<InferenceOptions, 'threads'> {
  place?: Place;
}

/**
 * The bytes of the model, with the weights in it. Inputs: `inputs` (batch × the network's input), `targets` and `mask` (batch × its output)
 * where a loss wants them. Outputs: `outputs`, and with a loss `errors`, one for each example.
 */
export function inferenceGraph({ network, batch, inputs: kind, targets, loss }: Omit<OnnxInferenceOptions, 'place'>, weights: Weights): Uint8Array {
  const graph = new Graph();
  const outputShape = [batch, ...outputOf(network)];
  const inputs = kind === 'bytes' ? byteInput(graph, 'inputs', [batch, ...network.input]) : graph.input('inputs', [batch, ...network.input]);
  const drawn = drawNetwork(graph, network, inputs, (name) => graph.tensor(name, weights.get(name)!));
  graph.output('outputs', drawn.output);
  if (loss) {
    const target = targets === 'inputs' ? reshape(graph, inputs, outputShape) : graph.input('targets', outputShape);
    const mask = loss.mask ? graph.input('mask', outputShape) : null;
    graph.output('errors', drawLoss(graph, network, loss, drawn, inputs, target, mask).perExample);
  }
  return graph.build();
}

/** A session with weights, and the memory of its results. */
interface Opened {
  session: Session;
  fetches: Tensors;
}

export class OnnxInference implements Inference {
  private readonly options: OnnxInferenceOptions;
  private readonly outputShape: Shape;
  private weights: Weights | null = null;
  /** Opened at the first run with new weights. Weights that stand in the graph can be laid out for speed, and folded into each other. */
  private opened: { with: Weights; made: Opened } | null = null;

  /** Throws a Problem where the network and its loss do not fit each other. */
  constructor(options: OnnxInferenceOptions) {
    if (options.loss) checkLossFits(options.network, options.loss);
    this.options = options;
    this.outputShape = [options.batch, ...outputOf(options.network)];
  }

  use(weights: Weights): void {
    checkWeights(weights, this.options.network, 'What the network is to run with');
    this.weights = weights;
  }

  async run(batch: Batch): Promise<{ outputs: Float32Array; errors?: Float32Array }> {
    const { options } = this;
    const count = checkBatch(options, options.loss, batch);
    const { session, fetches } = await this.open();
    const { network, batch: most } = options;
    const targets = options.loss && batch.targets && targetValues(options, batch.targets);
    await session.run({
      inputs: batch.inputs instanceof Uint8Array
        ? session.tensor('uint8', filled(batch.inputs, most * sizeOf(network.input)), [most, ...network.input])
        : session.tensor('float32', filled(batch.inputs, most * sizeOf(network.input)), [most, ...network.input]),
      ...targets && { targets: session.tensor('float32', filled(targets, sizeOf(this.outputShape)), this.outputShape) },
      ...options.loss?.mask && { mask: session.tensor('float32', filled(batch.mask!, sizeOf(this.outputShape)), this.outputShape) },
    }, fetches);
    const part = (name: string): Float32Array => {
      const data = fetches[name]!.data as Float32Array;
      return data.subarray(0, data.length / most * count);
    };
    return { outputs: part('outputs'), ...options.loss && { errors: part('errors') } };
  }

  async close(): Promise<void> {
    await this.opened?.made.session.release();
  }

  private async open(): Promise<Opened> {
    const { options, weights } = this;
    if (!weights) throw new RangeError('a network is run without weights');
    if (this.opened?.with === weights) return this.opened.made;
    await this.close();
    this.opened = null;
    const session = await openSession(inferenceGraph(options, weights), options.place);
    const fetches = {
      outputs: session.tensor('float32', new Float32Array(sizeOf(this.outputShape)), this.outputShape),
      ...options.loss && { errors: session.tensor('float32', new Float32Array(options.batch), [options.batch]) },
    };
    this.opened = { with: weights, made: { session, fetches } };
    return this.opened.made;
  }
}

/** The values with zeros behind them: shapes in a graph are fixed, and what comes of the zeros is not read. */
function filled<Values extends Uint8Array | Float32Array>(values: Values, length: number): Values {
  if (values.length === length) return values;
  const all = new (values.constructor as new (length: number) => Values)(length);
  all.set(values);
  return all;
}
