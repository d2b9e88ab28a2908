/** Losses of the sparse autoencoder of flags over five seeds, beside those that were published, and beside PyTorch's from the same start. */
import { flagsOf, type Part } from './sparse-autoencoder/flags.ts';
import { trainSparseInPyTorch } from './sparse-autoencoder/peer.ts';
import { REPORTED, trainSparse, type Losses, type PartLoss } from './sparse-autoencoder/train.ts';

const SEEDS = [1, 2, 3, 4, 5];
const PARTS: readonly Part[] = ['training', 'validation', 'test'];

/** Seeds may be named. Figures are losses per flag, the share in them of the sparsity's penalty, and the largest relative difference from PyTorch. */
export async function benchSparseAutoencoder(words: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const runs: Map<number, Losses>[] = [];
  for (const seed of words.length > 0 ? words.map(Number) : SEEDS) {
    const flags = await flagsOf(seed);
    const ours = await trainSparse(seed, flags);
    runs.push(ours);
    note(figures, `seed ${seed}`, [ours]);
    const theirs = await trainSparseInPyTorch(seed, flags);
    if (theirs) figures[`seed ${seed}, largest difference from PyTorch`] = largestDifference(ours, theirs);
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

const largestDifference = (ours: Map<number, Losses>, theirs: Map<number, Losses>): number =>
  Math.max(...REPORTED.flatMap((epoch) => PARTS.map((part) => Math.abs(total(ours.get(epoch)![part]) / total(theirs.get(epoch)![part]) - 1))));
