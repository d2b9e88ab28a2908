/** Runs a network forward over any number of examples, in batches of one fixed size. */
import type { Tensor } from 'onnxruntime-node';
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { zeros } from '../../../src/gallery/matrix.ts';
import type { Pictures } from '../../images/pictures.ts';
import type { Loss } from '../objective.ts';
import { outputOf, sizeOf, weightsOf } from '../shapes.ts';
import type { Network } from '../spec.ts';
import type { Weights } from '../weights.ts';
import { Graph } from './graph.ts';
import { drawNetwork } from './layers/draw.ts';
import { drawLoss } from './losses/draw.ts';
import { byteInput } from './picture-input.ts';
import { openSession, type Place, type Session } from './session.ts';

interface InferenceOptions {
  network: Network;
  batch: number;
  /** `bytes`: pictures, a byte a value. `values`: rows of a matrix. */
  input: 'bytes' | 'values';
  /** With a loss, `errors` can be asked for: how far each output lies from its input. */
  loss?: Loss;
}

export function inferenceGraph({ network, batch, input, loss }: InferenceOptions): Uint8Array {
  const graph = new Graph();
  const shape = [batch, ...network.input];
  const examples = input === 'bytes' ? byteInput(graph, 'examples', shape) : graph.input('examples', shape);
  const weights = new Map(weightsOf(network).map(({ name, shape: dims }) => [name, graph.input(name, dims)]));
  const drawn = drawNetwork(graph, network, examples, (name) => weights.get(name)!);
  graph.output('output', drawn.output);
  if (loss) graph.output('errors', drawLoss(graph, network, loss, drawn, examples, examples, null).perExample);
  return graph.build();
}

export class Inference {
  private readonly session: Session;
  private readonly network: Network;
  private readonly examples: Tensor;
  private readonly output: Tensor;
  private readonly errorValues: Tensor | null;
  private readonly batch: number;

  private constructor(session: Session, { network, batch, input, loss }: InferenceOptions) {
    this.session = session;
    this.network = network;
    this.batch = batch;
    const inputSize = batch * sizeOf(network.input);
    const shape = [batch, ...network.input];
    this.examples = input === 'bytes' ? session.tensor('uint8', new Uint8Array(inputSize), shape) : session.tensor('float32', new Float32Array(inputSize), shape);
    const outputShape = [batch, ...outputOf(network)];
    this.output = session.tensor('float32', new Float32Array(sizeOf(outputShape)), outputShape);
    this.errorValues = loss ? session.tensor('float32', new Float32Array(batch), [batch]) : null;
  }

  static async open(options: InferenceOptions & { place?: Place }): Promise<Inference> {
    return new Inference(await openSession(inferenceGraph(options), options.place), options);
  }

  /** What the network makes of each example, as a row. */
  async outputs(weights: Weights, examples: Matrix | Pictures): Promise<Matrix> {
    const columns = sizeOf(outputOf(this.network));
    const all = zeros('rows' in examples ? examples.rows : examples.count, columns);
    await this.forEachBatch(weights, examples.data, (from, count) => {
      all.data.set((this.output.data as Float32Array).subarray(0, count * columns), from * columns);
    });
    return all;
  }

  /** The loss of each picture against itself: how badly an autoencoder paints it back. */
  async errors(weights: Weights, pictures: Pictures): Promise<Float32Array> {
    const errorValues = this.errorValues;
    if (!errorValues) throw new RangeError('errors: open the inference with a loss');
    const all = new Float32Array(pictures.count);
    await this.forEachBatch(weights, pictures.data, (from, count) => all.set((errorValues.data as Float32Array).subarray(0, count), from));
    return all;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** The last batch may be part empty: what earlier examples left there is computed too, and not read. */
  private async forEachBatch(weights: Weights, data: Uint8Array | Float32Array, read: (from: number, count: number) => void): Promise<void> {
    const size = sizeOf(this.network.input);
    const total = data.length / size;
    const feeds: Record<string, Tensor> = { examples: this.examples };
    for (const { name, shape } of weightsOf(this.network)) feeds[name] = this.session.tensor('float32', weights.get(name)!.data, shape);
    const fetches = { output: this.output, ...(this.errorValues && { errors: this.errorValues }) };
    for (let from = 0; from < total; from += this.batch) {
      const count = Math.min(this.batch, total - from);
      (this.examples.data as Uint8Array | Float32Array).set(data.subarray(from * size, (from + count) * size));
      await this.session.run(feeds, fetches);
      read(from, count);
    }
  }
}
