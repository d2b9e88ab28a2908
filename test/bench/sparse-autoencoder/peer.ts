/** The same training in PyTorch: the same flags, starting weights and batches, handed over as files of raw numbers. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { BATCH, RATE, startingWeights } from '../../../pipeline/encoders/sparse/sparse-autoencoder.ts';
import type { Parts } from '../../../pipeline/encoders/sparse/split.ts';
import { orderOf } from '../../../pipeline/encoders/sparse/training.ts';
import { valuesPerPicture, type Pictures } from '../../../pipeline/images/pictures.ts';

/** Means per flag: half the squared error, and the penalty β·Σ KL(ρ‖ρ̂). The loss is their sum. */
export type PartLoss = { squares: number; penalty: number };

/** Losses after the epochs `reported`, in either precision; null, with a word on the terminal, where PyTorch is not installed. */
export async function trainSparseInPyTorch(
  seed: number, flags: Parts<Pictures>, float: 'float32' | 'float64', reported: readonly number[],
): Promise<Map<number, Parts<PartLoss>> | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sparse-autoencoder-'));
  try {
    const write = (name: string, values: Float32Array | Uint8Array | Uint32Array): Promise<void> =>
      writeFile(path.join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    for (const [name, { data }] of startingWeights(valuesPerPicture(flags.training), seed)) await write(name, data);
    for (const [part, { data }] of Object.entries(flags)) await write(part, Uint8Array.from(data));
    const orders = Array.from({ length: reported.at(-1)! }, (_, epoch) => orderOf(seed, epoch + 1, flags.training.count));
    await write('orders', Uint32Array.from(orders.flatMap((order) => [...order])));
    const settings = JSON.stringify({ rate: RATE, batch: BATCH, reported, float });
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [path.join(import.meta.dirname, '../peers/sparse-autoencoder.py'), folder, settings]);
    return new Map(Object.entries(JSON.parse(stdout) as Record<string, Parts<PartLoss>>).map(([epoch, losses]) => [Number(epoch), losses]));
  } catch (error) {
    console.error(`PyTorch: not measured, ${((error as { stderr?: string }).stderr || (error as Error).message).trim().split('\n').at(-1)}`);
    return null;
  } finally {
    await rm(folder, { recursive: true });
  }
}
