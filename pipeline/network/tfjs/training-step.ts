/** Training with TensorFlow.js: the loss and the optimisers are those of the ONNX graphs, only the derivatives are TensorFlow.js's own. */
import { keptValues } from '../dropout.ts';
import { checkBatch } from '../engine/batch.ts';
import type { Batch, TrainingOptions, TrainingState, TrainingStep } from '../engine/engine.ts';
import { checkLossFits } from '../loss-fits.ts';
import { stateName } from '../onnx/training-graph.ts';
import { isTrained } from '../shapes.ts';
import { checkWeights, type NamedTensor, type Weights } from '../weights.ts';
import { compare, lastLayers } from './compared.ts';
import { buildModel, getWeights, setWeights, type Model, type ModelTensor } from './model.ts';
import { objective } from './objective.ts';
import { stateNames, stepNumbers, updateRule } from './optimisers.ts';
import type { Scalar, Tensor, TensorFlow, Variable } from './tensorflow.ts';

export class TensorFlowTrainingStep implements TrainingStep {
  private readonly tf: TensorFlow;
  private readonly options: TrainingOptions;
  private readonly model: Model;
  private readonly trained: readonly ModelTensor[];
  /** What the optimiser remembers of each trained tensor, in TensorFlow.js's order of axes. */
  private readonly states = new Map<string, Tensor>();
  private steps = 0;

  /** Throws a Problem where the network, its loss and its weights do not fit each other. */
  constructor(tf: TensorFlow, options: TrainingOptions) {
    const { network, loss, start, optimiser } = options;
    checkLossFits(network, loss);
    checkWeights(start.weights, network, 'What the training starts from');
    this.tf = tf;
    this.options = options;
    const sparse = loss.sparsity ? [loss.sparsity.layer] : [];
    this.model = buildModel(tf, network, [...lastLayers(network), ...sparse], (layer, shape, batch) =>
      keptValues(options.seed, this.steps, layer, shape, batch));
    setWeights(tf, this.model, start.weights);
    this.trained = this.model.tensors.filter(({ spec }) => isTrained(spec));
    for (const { spec, variable } of this.trained) {
      for (const state of stateNames(optimiser)) {
        const kept = 'steps' in start ? start.optimiser.get(stateName(state, spec.name)) : undefined;
        const shape = variable.shape as number[];
        this.states.set(stateName(state, spec.name), kept ? tf.tensor(kept.data, shape) : tf.zeros(shape));
      }
    }
    if ('steps' in start) this.steps = start.steps;
  }

  async run(batch: Batch, rate: number): Promise<number> {
    const { tf, options } = this;
    checkBatch(options, options.loss, batch);
    const variables = this.trained.map(({ variable }) => variable.read() as Variable);
    const kernels = this.trained.filter(({ spec }) => spec.role === 'kernel').map(({ variable }) => variable.read());
    const { value, grads } = tf.variableGrads(() => {
      const { rest: [active = null], ...compared } = compare(tf, this.model, options, batch, true);
      return objective(tf, options.loss, compared, active, kernels) as Scalar;
    }, variables);
    const loss = (await value.data())[0]!;
    this.steps += 1;
    this.update(grads, rate);
    tf.dispose([value, ...Object.values(grads)]);
    return loss;
  }

  weights(): Weights {
    return getWeights(this.model);
  }

  state(): TrainingState {
    const kept = [...this.states].map(([name, tensor]): [string, NamedTensor] => [name, { shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) }]);
    return { steps: this.steps, weights: this.weights(), optimiser: new Map(kept) };
  }

  async close(): Promise<void> {
    this.model.layers.dispose();
    this.tf.dispose([...this.states.values()]);
  }

  private update(gradients: Record<string, Tensor>, rate: number): void {
    const { tf, options: { optimiser } } = this;
    const rule = updateRule(optimiser);
    const numbers = stepNumbers(optimiser, rate, this.steps);
    for (const { spec, variable } of this.trained) {
      const names = stateNames(optimiser).map((state) => stateName(state, spec.name));
      const old = names.map((name) => this.states.get(name)!);
      const states = tf.tidy(() => {
        const weight = variable.read() as Variable;
        const next = rule(tf, spec.role, weight, gradients[weight.name]!, old, numbers);
        weight.assign(next.weight);
        return next.states;
      });
      names.forEach((name, index) => this.states.set(name, states[index]!));
      tf.dispose(old);
    }
  }
}
