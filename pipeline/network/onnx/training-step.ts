/** One whole training step, forward, backward and update, as one ONNX graph: the run's inputs are weights, its outputs better weights. */
import type { Tensor } from 'onnxruntime-node';
import { sizeOf, weightsOf, type Network } from '../spec.ts';
import type { Weights } from '../weights.ts';
import { ADAM_STATES, adamStepSize, drawAdam } from './adam.ts';
import { Graph, type Value } from './graph.ts';
import { drawNetwork } from './layers/draw.ts';
import { losses, type LossKind } from './losses.ts';
import { byteInput } from './picture-input.ts';
import { openSession, type Place, type Session } from './session.ts';

interface StepOptions {
  network: Network;
  /** Pictures a step; the shapes in a graph are fixed. */
  batch: number;
  loss: LossKind;
}

/** Draws the step of an autoencoder: what it should put out is what it was given. */
export function trainingStepGraph({ network, batch, loss }: StepOptions): Uint8Array {
  const graph = new Graph();
  const pictures = byteInput(graph, 'pictures', [batch, ...network.input]);
  const stepSize = graph.input('stepSize', []);
  const weights = new Map<string, Value>(weightsOf(network).map(({ name, shape }) => [name, graph.input(name, shape)]));
  const drawn = drawNetwork(graph, network, pictures, (name) => weights.get(name)!);
  const { mean, gradient } = losses[loss](graph, drawn.output, pictures);
  graph.output('loss', mean);
  const gradients = drawn.backward(gradient);
  for (const [name, weight] of weights) {
    const states = ADAM_STATES.map((state) => graph.input(`${state} of ${name}`, weight.shape));
    const next = drawAdam(graph, weight, gradients[name]!, states, stepSize);
    graph.output(`next ${name}`, next.weight);
    ADAM_STATES.forEach((state, index) => graph.output(`next ${state} of ${name}`, next.states[index]!));
  }
  return graph.build();
}

export class TrainingStep {
  private readonly session: Session;
  private readonly pictures: Tensor;
  private readonly loss: Tensor;
  private readonly stepSize: Tensor;
  /** Weights and optimiser state, twice: a step reads one set and writes the other, so nothing is copied or allocated. */
  private current: Map<string, Tensor>;
  private other: Map<string, Tensor>;
  private readonly names: string[];
  private steps = 0;

  private constructor(session: Session, options: StepOptions, weights: Weights) {
    this.session = session;
    const shape = [options.batch, ...options.network.input];
    this.pictures = session.tensor('uint8', new Uint8Array(sizeOf(shape)), shape);
    this.loss = session.tensor('float32', new Float32Array(1), []);
    this.stepSize = session.tensor('float32', new Float32Array(1), []);
    this.names = weightsOf(options.network).map(({ name }) => name);
    const tensors = (): Map<string, Tensor> => new Map(weightsOf(options.network).flatMap(({ name, shape: dims }) => [
      [name, session.tensor('float32', Float32Array.from(weights.get(name)!.data), dims)] as const,
      ...ADAM_STATES.map((state) => [`${state} of ${name}`, session.tensor('float32', new Float32Array(sizeOf(dims)), dims)] as const),
    ]));
    this.current = tensors();
    this.other = tensors();
  }

  static async open(options: StepOptions & { weights: Weights; place?: Place }): Promise<TrainingStep> {
    return new TrainingStep(await openSession(trainingStepGraph(options), options.place), options, options.weights);
  }

  /** The next batch is written here, batch × input bytes, before each `run`. */
  get batch(): Uint8Array {
    return this.pictures.data as Uint8Array;
  }

  /** Trains on the batch at learning rate `rate`. Returns the loss before the update. */
  async run(rate: number): Promise<number> {
    this.steps += 1;
    (this.stepSize.data as Float32Array)[0] = adamStepSize(rate, this.steps);
    const feeds = { pictures: this.pictures, stepSize: this.stepSize, ...Object.fromEntries(this.current) };
    const fetches = { loss: this.loss, ...Object.fromEntries([...this.other].map(([name, tensor]) => [`next ${name}`, tensor])) };
    await this.session.run(feeds, fetches);
    [this.current, this.other] = [this.other, this.current];
    return (this.loss.data as Float32Array)[0]!;
  }

  /** A copy of the weights as they are now. */
  weights(): Weights {
    return new Map(this.names.map((name) => {
      const tensor = this.current.get(name)!;
      return [name, { shape: tensor.dims, data: Float32Array.from(tensor.data as Float32Array) }];
    }));
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}
