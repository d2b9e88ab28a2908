/** The training of the sparse autoencoder with one thing changed, to see where units that are stuck on or off come from. */
import { BATCH, encodeSparse, LOSS, OPTIMISER, RATE, sparseAutoencoder, startingWeights } from '../../../pipeline/encoders/sparse/sparse-autoencoder.ts';
import { orderOf } from '../../../pipeline/encoders/sparse/training.ts';
import { activities } from '../../../pipeline/encoders/sparse/units.ts';
import { valuesPerPicture } from '../../../pipeline/images/pictures.ts';
import { gather } from '../../../pipeline/network/dataset.ts';
import type { Loss } from '../../../pipeline/network/objective.ts';
import { onnxEngine } from '../../../pipeline/network/onnx/engine.ts';
import { partsOfFlags } from './flags.ts';

const SEED = 1;
const EPOCHS = 900;
const VARIATIONS: Record<string, { rate: number; loss: Loss }> = {
  'as published': { rate: RATE, loss: LOSS },
  'rate 0.02': { rate: 0.02, loss: LOSS },
  'no sparsity': { rate: RATE, loss: { kind: LOSS.kind } },
};

/** Losses after 900 epochs, and units whose mean over the flags learned from is above 0.95 (on) or below 0.05 (off). Variations may be named. */
export async function benchSparseVariations(words: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const parts = await partsOfFlags(SEED);
  const values = valuesPerPicture(parts.training);
  const training = { count: parts.training.count, shape: [values], inputs: parts.training.data };
  for (const [name, { rate, loss }] of Object.entries(VARIATIONS)) {
    if (words.length > 0 && !words.includes(name)) continue;
    const step = await onnxEngine('cpu').openTraining({
      network: sparseAutoencoder(values), loss, optimiser: OPTIMISER, seed: SEED, batch: training.count, inputs: 'bytes', targets: 'inputs',
      start: { weights: startingWeights(values, SEED) },
    });
    for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
      const order = orderOf(SEED, epoch, training.count);
      for (let at = 0; at < order.length; at += BATCH) await step.run(gather(training, order.subarray(at, at + BATCH)), rate);
    }
    for (const [part, { data }] of Object.entries(parts)) figures[`${name}, ${part}`] = await step.run({ inputs: data }, 0);
    const busy = activities(await encodeSparse(step.weights(), parts.training, 'cpu'));
    figures[`${name}, units stuck on`] = busy.filter((mean) => mean > 0.95).length;
    figures[`${name}, units stuck off`] = busy.filter((mean) => mean < 0.05).length;
    await step.close();
  }
  return figures;
}
