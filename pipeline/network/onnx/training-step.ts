/** Training step by step: holds the weights and what the optimiser remembers, and runs the graph of a step on one batch after another. */
import type { Tensor } from 'onnxruntime-node';
import { keptValues } from '../dropout.ts';
import { checkBatch, targetValues } from '../engine/batch.ts';
import type { Batch, TrainingOptions, TrainingState, TrainingStep } from '../engine/engine.ts';
import { inferShapes, isTrained, outputOf, sizeOf, weightsOf } from '../shapes.ts';
import type { LayerOf, Shape } from '../spec.ts';
import { checkWeights, type NamedTensor, type Weights } from '../weights.ts';
import { keptInput } from './layers/dropout.ts';
import { optimiserGraph, type OptimiserGraph } from './optimisers/optimisers.ts';
import { openSession, type Place, type Session, type Tensors } from './session.ts';
import { nextName, stateName, trainingGraph } from './training-graph.ts';

export interface OnnxTrainingOptions extends Omit<TrainingOptions, 'threads'> {
  place?: Place;
}

interface Dropout {
  layer: LayerOf<'dropout'>;
  output: Shape;
}

export class OnnxTrainingStep implements TrainingStep {
  private readonly options: OnnxTrainingOptions;
  private readonly optimiser: OptimiserGraph;
  private readonly dropouts: readonly Dropout[];
  private readonly outputShape: Shape;
  /** One for each number of examples, because the shapes in a graph are fixed; all run on the same weights. */
  private readonly sessions: Map<number, Session>;
  private readonly loss: Tensor;
  /** Weights and the optimiser's states, twice: a step reads one set and writes the other, so nothing is copied or allocated. */
  private current: Map<string, Tensor>;
  private other: Map<string, Tensor>;
  private readonly weightNames: ReadonlySet<string>;
  private steps: number;

  private constructor(options: OnnxTrainingOptions, session: Session) {
    const { network, start, optimiser } = options;
    this.options = options;
    this.optimiser = optimiserGraph(optimiser);
    const shaped = inferShapes(network);
    this.dropouts = shaped.flatMap(({ layer, output }) => layer.kind === 'dropout' ? [{ layer, output }] : []);
    this.outputShape = outputOf(network);
    this.sessions = new Map([[options.batch, session]]);
    this.loss = session.tensor('float32', new Float32Array(1), []);
    const { steps, weights, optimiser: states } = 'steps' in start ? start : { steps: 0, weights: start.weights, optimiser: firstStates(options, this.optimiser) };
    checkWeights(weights, network, 'What the training starts from');
    const named = weightsOf(network).map(({ name }) => [name, weights.get(name)!] as const);
    const copies = (): Map<string, Tensor> => new Map([...named, ...states].map(([name, { shape, data }]) => [name, session.tensor('float32', Float32Array.from(data), shape)]));
    this.current = copies();
    this.other = copies();
    this.weightNames = new Set(named.map(([name]) => name));
    this.steps = steps;
  }

  /** Throws a Problem where the network, its loss and its weights do not fit each other. */
  static async open(options: OnnxTrainingOptions): Promise<OnnxTrainingStep> {
    return new OnnxTrainingStep(options, await openStep(options, options.batch));
  }

  async run(batch: Batch, rate: number): Promise<number> {
    const { options } = this;
    const count = checkBatch(options, options.loss, batch);
    const session = await this.session(count);
    await session.run(this.feeds(session, batch, count, rate), {
      loss: this.loss, ...Object.fromEntries([...this.other].map(([name, tensor]) => [nextName(name), tensor])),
    });
    this.steps += 1;
    [this.current, this.other] = [this.other, this.current];
    return (this.loss.data as Float32Array)[0]!;
  }

  weights(): Weights {
    return this.copied((name) => this.weightNames.has(name));
  }

  state(): TrainingState {
    return { steps: this.steps, weights: this.weights(), optimiser: this.copied((name) => !this.weightNames.has(name)) };
  }

  async close(): Promise<void> {
    for (const session of this.sessions.values()) await session.release();
  }

  private async session(count: number): Promise<Session> {
    const opened = this.sessions.get(count) ?? await openStep(this.options, count);
    this.sessions.set(count, opened);
    return opened;
  }

  private feeds(session: Session, { inputs, targets, mask }: Batch, count: number, rate: number): Tensors {
    const { network } = this.options;
    const outputShape = [count, ...this.outputShape];
    const numbers = Object.entries(this.optimiser.numbers(rate, this.steps + 1));
    return {
      inputs: session.tensor(inputs instanceof Uint8Array ? 'uint8' : 'float32', inputs, [count, ...network.input]),
      ...targets && { targets: session.tensor('float32', targetValues(this.options, targets), outputShape) },
      ...mask && { mask: session.tensor('float32', mask, outputShape) },
      ...Object.fromEntries(this.dropouts.map((shaped) => [keptInput(shaped.layer.name), this.kept(session, shaped, count)])),
      ...Object.fromEntries(numbers.map(([name, value]) => [name, session.tensor('float32', Float32Array.of(value), [])])),
      ...Object.fromEntries(this.current),
    };
  }

  private kept(session: Session, { layer, output }: Dropout, count: number): Tensor {
    return session.tensor('uint8', keptValues(this.options.seed, this.steps, layer, output, count), [count, ...output]);
  }

  private copied(wanted: (name: string) => boolean): Map<string, NamedTensor> {
    const tensors = [...this.current].filter(([name]) => wanted(name));
    return new Map(tensors.map(([name, tensor]) => [name, { shape: tensor.dims, data: Float32Array.from(tensor.data as Float32Array) }]));
  }
}

const openStep = (options: OnnxTrainingOptions, batch: number): Promise<Session> =>
  openSession(trainingGraph({ ...options, targets: options.targets === 'inputs' ? 'inputs' : 'values', batch }), options.place);

function firstStates({ network }: OnnxTrainingOptions, { states }: OptimiserGraph): Weights {
  return new Map(weightsOf(network).filter(isTrained).flatMap(({ name, shape }) =>
    states.map((state) => [stateName(state, name), { shape, data: new Float32Array(sizeOf(shape)) }] as const)));
}
