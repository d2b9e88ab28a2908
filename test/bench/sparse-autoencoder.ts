/** Losses of the sparse autoencoder of flags over five seeds, beside PyTorch's from the same start. */
import { trainSparse, type SparseLosses } from '../../pipeline/encoders/sparse/training.ts';
import type { Parts } from '../../pipeline/encoders/sparse/split.ts';
import { partsOfFlags } from './sparse-autoencoder/flags.ts';
import { trainSparseInPyTorch, type PartLoss } from './sparse-autoencoder/peer.ts';

const SEEDS = [1, 2, 3, 4, 5];
/** Epochs whose losses were published; none needs the thousandth, but the best may lie there. */
const REPORTED = [0, 100, 500, 800, 900];
const EPOCHS = 1000;
/** The collection looks as often. */
const EVERY = 20;
const PARTS = ['training', 'validation', 'test'] as const;

/** Epochs at which PyTorch is compared with itself. */
const EARLY = [1, 2, 3, 5, 10, 20, 40];

/**
 * Seeds may be named. Figures are losses per flag, the largest relative difference from PyTorch, and how far rounding alone takes
 * PyTorch's losses: those in single precision against those in double.
 */
export async function benchSparseAutoencoder(words: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const best: number[] = [];
  for (const seed of words.length > 0 ? words.map(Number) : SEEDS) {
    const parts = await partsOfFlags(seed);
    const { epochs, bestEpoch } = (await trainSparse({ parts, epochs: EPOCHS, every: EVERY, seed, engine: 'cpu' }))!;
    const at = (epoch: number): SparseLosses => epochs.find((losses) => losses.epoch === epoch)!;
    for (const epoch of REPORTED) for (const part of PARTS) figures[`seed ${seed}, epoch ${epoch}, ${part}`] = at(epoch)[part];
    figures[`seed ${seed}, best epoch`] = bestEpoch;
    figures[`seed ${seed}, best validation`] = at(bestEpoch).validation;
    best.push(at(bestEpoch).validation);
    const theirs = await trainSparseInPyTorch(seed, parts, 'float32', REPORTED);
    if (theirs) figures[`seed ${seed}, largest difference from PyTorch`] = Math.max(...REPORTED.map((epoch) => largest(at(epoch), totals(theirs.get(epoch)!))));
    const single = await trainSparseInPyTorch(seed, parts, 'float32', EARLY);
    const double = single && await trainSparseInPyTorch(seed, parts, 'float64', EARLY);
    for (const epoch of double ? EARLY : []) figures[`seed ${seed}, epoch ${epoch}, PyTorch in single from double precision`] = largest(totals(single!.get(epoch)!), totals(double!.get(epoch)!));
  }
  figures['median best validation'] = best.sort((a, b) => a - b)[Math.floor(best.length / 2)]!;
  return figures;
}

const totals = (losses: Parts<PartLoss>): Parts<number> => {
  const total = ({ squares, penalty }: PartLoss): number => squares + penalty;
  return { training: total(losses.training), validation: total(losses.validation), test: total(losses.test) };
};

const largest = (ours: Parts<number>, theirs: Parts<number>): number => Math.max(...PARTS.map((part) => Math.abs(ours[part] / theirs[part] - 1)));
