/** Pictures described by a network that runs in the background, each once: when some come, only they are. */
import { zeros, type Matrix } from '../../src/gallery/matrix.ts';
import { codeKey } from '../cache/code-key.ts';
import { keyOf, type Ingredient } from '../cache/key.ts';
import type { Stage } from '../cache/stages.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';
import type { BackgroundNetwork } from '../network/background.ts';
import type { EncoderContext } from './context.ts';

/** Pictures in one run of a network: with more a run takes more memory and hardly less time for each. */
export const RUN = 4;
/** Pictures described before they are kept: a build that is stopped loses as many. */
const KEPT = 64;

interface Describer<Kept> {
  /** Who describes, for the line of progress. */
  title: string;
  /** What its pictures are stretched to. */
  size: { width: number; height: number };
  /** All that can change what it says, beside the picture. */
  from: Ingredient;
  open: () => Promise<BackgroundNetwork>;
  /** What is kept of the network's output for one picture, which is given for messages only. Encoders that keep the same, from the same, share one run of the network. */
  keep: (output: Float32Array, item: PreparedItem) => Kept;
  /** The row that is made of what was kept. */
  rowOf: (kept: Kept) => Float32Array;
}

/** Pictures as they will be described: told apart by their key before anything is computed. */
export interface Described {
  key: string;
  /**
   * One row an item, in the items' order. The network is opened only where a picture is new. Decoding and running overlap. Beside the
   * rows, what is kept of a few pictures is in memory, not of all: it may be fifty times as large as a row.
   */
  points(): Promise<Matrix>;
}

/** Declares what is kept of all pictures, whether its points are asked for or not. */
export function describedBy<Kept>(describer: Describer<Kept>, { items, stages, progress, signal }: EncoderContext): Described {
  const { title, size, open, keep, rowOf } = describer;
  const from = [codeKey('pipeline/encoders/network-per-picture.ts', 'pipeline/network/background.ts'), describer.from, size.width, size.height];
  const firsts = Array.from({ length: Math.ceil(items.length / KEPT) }, (_, group) => group * KEPT);
  const describedFrom = (first: number, network: () => Promise<BackgroundNetwork>): Stage<Kept[]> => {
    const group = items.slice(first, first + KEPT);
    return stages.perItem('features', from, group.map((item) => item.picture.hash), {
      batch: KEPT,
      make: async (places) => {
        const described = places.map((place) => group[place]!);
        return (await describe(described, size, await network(), signal)).map((output, index) => keep(output, described[index]!));
      },
      onProgress: () => progress.step(`pictures described by ${title}`, first + group.length, items.length),
    });
  };
  // Declared now, because what is learned from the points may be kept, and then nobody asks for them; let go of, because a stage holds its value.
  for (const first of firsts) describedFrom(first, open);
  const points = async (): Promise<Matrix> => {
    let background: Promise<BackgroundNetwork> | undefined;
    let rows: Matrix | undefined;
    try {
      for (const first of firsts) {
        for (const [index, kept] of (await describedFrom(first, () => (background ??= open())).value()).entries()) {
          const row = rowOf(kept);
          rows ??= zeros(items.length, row.length);
          rows.data.set(row, (first + index) * row.length);
        }
      }
      return rows ?? zeros(0, 0);
    } finally {
      await background?.then((network) => network.close(), () => {});
    }
  };
  return { points, key: keyOf(from, items.map((item) => item.picture.hash)) };
}

async function describe(items: readonly PreparedItem[], size: { width: number; height: number }, network: BackgroundNetwork, signal?: AbortSignal): Promise<Float32Array[]> {
  const runs = Array.from({ length: Math.ceil(items.length / RUN) }, (_, run) => items.slice(run * RUN, (run + 1) * RUN));
  const decode = (run: number): ReturnType<typeof toPictures> => toPictures(runs[run]!, size);
  const rows: Float32Array[] = [];
  let next = decode(0);
  for (let run = 0; run < runs.length; run += 1) {
    signal?.throwIfAborted();
    const pictures = await next;
    if (run + 1 < runs.length) {
      next = decode(run + 1);
      // Thrown where it is waited for.
      next.catch(() => {});
    }
    const outputs = await network.run(pictures.data);
    const columns = outputs.length / pictures.count;
    for (let row = 0; row < pictures.count; row += 1) rows.push(outputs.subarray(row * columns, (row + 1) * columns));
  }
  return rows;
}
