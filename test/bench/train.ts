/** Images a second in training, on each runtime, beside PyTorch with the same number of threads: all in turns, medians of the turns. */
import path from 'node:path';
import { contest, median, type Contestant, type Outcome } from './contest.ts';
import { workloads, type Workload } from './train/workloads.ts';

const THREADS = [1, 2];
const PEER = 'PyTorch';

const titled = (runtime: string, threads: number): string => `${runtime}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;

/** Workloads may be named; all of them where none is. Figures are images a second, ratios to PyTorch, and peak memory in MB. */
export async function benchTrain(names: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const workload of workloads.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const outcomes = await contest(contestants(workload), { rounds: 15, turn: 300, patience: 40_000 });
    for (const outcome of outcomes) note(figures, workload, outcome, outcomes);
  }
  return figures;
}

function contestants({ name }: Workload): Contestant[] {
  return THREADS.flatMap((threads) => [
    ...['node', 'web'].map((runtime): Contestant => ({
      name: titled(`onnxruntime-${runtime}`, threads),
      command: [process.execPath, path.join(import.meta.dirname, 'train/contestant.ts'), runtime, String(threads), name],
    })),
    {
      name: titled(PEER, threads),
      command: ['/usr/bin/python3', path.join(import.meta.dirname, 'peers/train.py'), String(threads), name],
      // Threads that spin while they wait stand still for whole time slices where the processors are shared: PyTorch's would be
      // forty times slower. onnxruntime's do not spin either.
      environment: { OMP_WAIT_POLICY: 'PASSIVE' },
    },
  ]);
}

function note(figures: Record<string, number>, workload: Workload, outcome: Outcome, all: readonly Outcome[]): void {
  const title = `${workload.name}, ${outcome.name}`;
  if ('missing' in outcome) {
    console.error(`${title}: not measured, ${outcome.missing}`);
    return;
  }
  figures[`${title}, images/s`] = 1000 * workload.batch / median(outcome.rounds);
  figures[`${title}, MB`] = outcome.memory;
  const peer = all.find(({ name }) => name === outcome.name.replace(/^[^,]+/, PEER));
  if (!peer || peer === outcome || 'missing' in peer) return;
  // Round by round, because the machine may be faster in one round than in another.
  figures[`${title}, × PyTorch`] = median(outcome.rounds.map((time, round) => peer.rounds[round]! / time));
}
