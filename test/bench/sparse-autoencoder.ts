/** Losses of the sparse autoencoder of flags over five seeds, beside those that were published, and beside PyTorch's from the same start. */
import { flagsOf, type Part } from './sparse-autoencoder/flags.ts';
import { trainSparseInPyTorch } from './sparse-autoencoder/peer.ts';
import { REPORTED, trainSparse, type Losses, type PartLoss } from './sparse-autoencoder/train.ts';

const SEEDS = [1, 2, 3, 4, 5];
const PARTS: readonly Part[] = ['training', 'validation', 'test'];

/** Epochs at which PyTorch is compared with itself. */
const EARLY = [1, 2, 3, 5, 10, 20, 40];

/**
 * Seeds may be named. Figures are losses per flag, the share in them of the sparsity's penalty, the largest relative difference from
 * PyTorch, and how far rounding alone takes PyTorch's losses: those in single precision against those in double.
 */
export async function benchSparseAutoencoder(words: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const runs: Map<number, Losses>[] = [];
  for (const seed of words.length > 0 ? words.map(Number) : SEEDS) {
    const flags = await flagsOf(seed);
    const ours = await trainSparse(seed, flags);
    runs.push(ours);
    note(figures, `seed ${seed}`, [ours]);
    const theirs = await trainSparseInPyTorch(seed, flags, 'float32');
    if (theirs) figures[`seed ${seed}, largest difference from PyTorch`] = largestDifference(ours, theirs, REPORTED);
    const single = await trainSparseInPyTorch(seed, flags, 'float32', EARLY);
    const double = single && await trainSparseInPyTorch(seed, flags, 'float64', EARLY);
    for (const epoch of double ? EARLY : []) figures[`seed ${seed}, epoch ${epoch}, PyTorch in single from double precision`] = largestDifference(single!, double!, [epoch]);
  }
  note(figures, 'mean of the seeds', runs);
  return figures;
}

function note(figures: Record<string, number>, title: string, runs: readonly Map<number, Losses>[]): void {
  const mean = (of: (losses: Losses) => number, epoch: number): number => runs.reduce((sum, run) => sum + of(run.get(epoch)!), 0) / runs.length;
  for (const epoch of REPORTED) {
    for (const part of PARTS) {
      figures[`${title}, epoch ${epoch}, ${part}`] = mean((losses) => total(losses[part]), epoch);
      figures[`${title}, epoch ${epoch}, ${part}, of it penalty`] = mean((losses) => losses[part].penalty, epoch);
    }
  }
}

const total = ({ squares, penalty }: PartLoss): number => squares + penalty;

const largestDifference = (ours: Map<number, Losses>, theirs: Map<number, Losses>, epochs: readonly number[]): number =>
  Math.max(...epochs.flatMap((epoch) => PARTS.map((part) => Math.abs(total(ours.get(epoch)![part]) / total(theirs.get(epoch)![part]) - 1))));
