/** Pictures described by a network that runs in the background, each once: when some come, only they are. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { codeKey } from '../cache/code-key.ts';
import type { Ingredient } from '../cache/key.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';
import type { BackgroundNetwork } from '../network/background.ts';
import type { EncoderContext } from './embed.ts';

/** Pictures in one run of a network. */
export const RUN = 8;
/** Pictures described before they are kept: a build that is stopped loses as many. */
const KEPT = 64;

interface Describer {
  /** Who describes, for the line of progress. */
  title: string;
  /** What its pictures are stretched to. */
  size: { width: number; height: number };
  /** All that can change what it says, beside the picture. */
  from: Ingredient;
  open: () => Promise<BackgroundNetwork>;
}

/** One row an item, in the items' order, and their key. The network is opened only where a picture is new. Decoding and running overlap. */
export async function describedBy(describer: Describer, { items, stages, progress, signal }: EncoderContext): Promise<{ points: Matrix; key: string }> {
  const { title, size, from, open } = describer;
  let background: Promise<BackgroundNetwork> | undefined;
  const features = stages.perItem('features', [codeKey('pipeline/encoders/described.ts', 'pipeline/network/background.ts'), from, size.width, size.height], items.map((item) => item.picture.hash), {
    batch: KEPT,
    make: async (places) => describe(places.map((place) => items[place]!), size, await (background ??= open()), signal),
    onProgress: (done, total) => progress.step(`pictures described by ${title}`, done, total),
  });
  try {
    return { points: stacked(await features.value()), key: features.key };
  } finally {
    await background?.then((network) => network.close(), () => {});
  }
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
    for (let row = 0; row < pictures.count; row += 1) rows.push(outputs.slice(row * columns, (row + 1) * columns));
  }
  return rows;
}

function stacked(rows: readonly Float32Array[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => data.set(row, index * columns));
  return { data, rows: rows.length, columns };
}
