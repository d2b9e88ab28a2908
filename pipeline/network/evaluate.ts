/** Runs a network over whole datasets, however many examples they have. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { zeros } from '../../src/gallery/matrix.ts';
import { slice, type Dataset } from './dataset.ts';
import type { Inference } from './engine/engine.ts';

/** How far a network's outputs lie from their targets. */
interface Evaluation {
  /** Mean of the examples' losses, without sparsity and weight decay. 0 of no examples. */
  loss: number;
  /** Share of examples whose largest output is the one of their class; null where targets are no classes, or there are no examples. */
  accuracy: number | null;
}

/** Runs `inference`, which was opened with a loss for `batch` examples, over all of `dataset`. Sums are in double precision. */
export async function evaluate(inference: Inference, dataset: Dataset, batch: number): Promise<Evaluation> {
  const labels = dataset.targets instanceof Uint32Array ? dataset.targets : null;
  let loss = 0;
  let right = 0;
  await forEachBatch(inference, dataset, batch, (from, { outputs, errors }) => {
    if (!errors) throw new RangeError('evaluate: open the inference with a loss');
    for (const error of errors) loss += error;
    if (labels) right += countRight(outputs, labels.subarray(from, from + errors.length));
  });
  const { count } = dataset;
  return { loss: count ? loss / count : 0, accuracy: labels && count ? right / count : null };
}

/** What the network makes of each example, as a row. */
export async function outputsOf(inference: Inference, dataset: Dataset, batch: number): Promise<Matrix> {
  let all: Matrix | undefined;
  await forEachBatch(inference, dataset, batch, (from, { outputs }, to) => {
    const columns = outputs.length / (to - from);
    all ??= zeros(dataset.count, columns);
    all.data.set(outputs, from * columns);
  });
  return all ?? zeros(0, 0);
}

type Outcome = Awaited<ReturnType<Inference['run']>>;

async function forEachBatch(inference: Inference, dataset: Dataset, batch: number, read: (from: number, outcome: Outcome, to: number) => void): Promise<void> {
  for (let from = 0; from < dataset.count; from += batch) {
    const to = Math.min(from + batch, dataset.count);
    read(from, await inference.run(slice(dataset, from, to)), to);
  }
}

/** Of outputs, a row an example, those whose largest value stands in the place of the label. */
function countRight(outputs: Float32Array, labels: Uint32Array): number {
  const classes = outputs.length / labels.length;
  return labels.reduce((sum, label, example) => {
    const row = outputs.subarray(example * classes, (example + 1) * classes);
    return sum + (row.every((value, at) => at === label || value < row[label]!) ? 1 : 0);
  }, 0);
}
