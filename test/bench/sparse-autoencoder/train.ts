/** The sparse autoencoder as it was published in 2016, trained step by step. */
import { valuesPerPicture, type Pictures } from '../../../pipeline/images/pictures.ts';
import type { Inference } from '../../../pipeline/network/engine/engine.ts';
import { initialise } from '../../../pipeline/network/initialise.ts';
import type { Loss, Optimiser } from '../../../pipeline/network/objective.ts';
import { onnxEngine } from '../../../pipeline/network/onnx/engine.ts';
import { splitAfter } from '../../../pipeline/network/shapes.ts';
import type { Network } from '../../../pipeline/network/spec.ts';
import type { Weights } from '../../../pipeline/network/weights.ts';
import { seeded } from '../../../pipeline/random.ts';
import { SIZE, type Part } from './flags.ts';

const VALUES = 3 * SIZE.width * SIZE.height;
export const network: Network = {
  input: [VALUES],
  layers: [
    { name: 'hidden', kind: 'dense', units: 64 }, { name: 'code', kind: 'sigmoid' },
    { name: 'painted', kind: 'dense', units: VALUES }, { name: 'output', kind: 'sigmoid' },
  ],
};
const sparsity = { layer: 'code', target: 0.25, weight: 0.25 };
export const loss: Loss = { kind: 'squared-error-per-image', sparsity };
export const optimiser: Optimiser = { kind: 'sgd' };
export const RATE = 0.05;
export const BATCH = 72;
/** Epochs whose losses were published; none needs the thousandth. */
export const REPORTED = [0, 100, 500, 800, 900];

export const startingWeights = (seed: number): Weights => initialise(network, seed, { kind: 'gaussian', deviation: 1 / Math.sqrt(VALUES) });

/** In what order the flags are seen in epoch `epoch` (1, 2, …). */
export const orderOf = (seed: number, epoch: number, count: number): Uint32Array =>
  seeded(seed, `order of epoch ${epoch}`).shuffle(Uint32Array.from({ length: count }, (_, index) => index));

/** Means per flag: half the squared error, and the penalty β·Σ KL(ρ‖ρ̂). The loss is their sum. */
export interface PartLoss {
  squares: number;
  penalty: number;
}
export type Losses = Record<Part, PartLoss>;

/** Losses of all flags before the first epoch and after those that were reported. */
export async function trainSparse(seed: number, flags: Record<Part, Pictures>): Promise<Map<number, Losses>> {
  const engine = onnxEngine('cpu');
  const { training } = flags;
  const step = await engine.openTraining({ network, batch: BATCH, inputs: 'bytes', targets: 'inputs', loss, optimiser, seed, start: { weights: startingWeights(seed) } });
  const { before, after } = splitAfter(network, 'code');
  const encoder = await engine.openInference({ network: before, batch: training.count, inputs: 'bytes', targets: 'inputs' });
  const decoder = await engine.openInference({ network: after, batch: training.count, inputs: 'values', targets: 'inputs' });
  const reported = new Map<number, Losses>();
  for (let epoch = 0; epoch <= REPORTED.at(-1)!; epoch += 1) {
    if (epoch > 0) {
      const order = orderOf(seed, epoch, training.count);
      for (let at = 0; at < order.length; at += BATCH) await step.run({ inputs: gathered(training, order.subarray(at, at + BATCH)) }, RATE);
    }
    if (!REPORTED.includes(epoch)) continue;
    encoder.use(step.weights());
    decoder.use(step.weights());
    const of = (part: Part): Promise<PartLoss> => lossOf(flags[part], encoder, decoder);
    reported.set(epoch, { training: await of('training'), validation: await of('validation'), test: await of('test') });
  }
  await Promise.all([step, encoder, decoder].map((each) => each.close()));
  return reported;
}

function gathered(pictures: Pictures, indices: Uint32Array): Uint8Array {
  const size = valuesPerPicture(pictures);
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((from, to) => bytes.set(pictures.data.subarray(from * size, (from + 1) * size), to * size));
  return bytes;
}

const MARGIN = 1e-6;

/** ρ̂ is the mean over all of the flags. In double precision. */
async function lossOf(pictures: Pictures, encoder: Inference, decoder: Inference): Promise<PartLoss> {
  const codes = (await encoder.run({ inputs: Uint8Array.from(pictures.data) })).outputs;
  const { outputs } = await decoder.run({ inputs: Float32Array.from(codes) });
  let squares = 0;
  for (let index = 0; index < outputs.length; index += 1) squares += (outputs[index]! - pictures.data[index]! / 255) ** 2;
  const { target, weight } = sparsity;
  let divergence = 0;
  for (let unit = 0; unit < 64; unit += 1) {
    let mean = 0;
    for (let flag = 0; flag < pictures.count; flag += 1) mean += codes[64 * flag + unit]! / pictures.count;
    // As in training: a unit that is on for every flag would have a divergence without bounds.
    const active = Math.min(1 - MARGIN, Math.max(MARGIN, mean));
    divergence += target * Math.log(target / active) + (1 - target) * Math.log((1 - target) / (1 - active));
  }
  return { squares: squares / 2 / pictures.count, penalty: weight * divergence };
}
