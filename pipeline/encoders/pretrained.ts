/** Encoders that others trained on photographs: a picture is described by what one of the network's layers makes of it. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { codeKey } from '../cache/code-key.ts';
import type { EncoderSettings } from '../collection.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';
import { runInBackground, type BackgroundNetwork } from '../network/background.ts';
import type { Embedded, EncoderContext } from './embed.ts';
import { encoderId } from './encoder-id.ts';
import { featuresOf, type Pooling } from './pretrained/features.ts';
import { models, PICTURE, pretrainedFiles } from './pretrained/models.ts';

export type PretrainedSettings = Extract<EncoderSettings, { type: keyof typeof models }>;

/** Pictures in one run of the network. */
const RUN = 8;
/** Pictures described before they are kept: a build that is stopped loses as many. */
const KEPT = 64;

/** Each picture is described once: when some come, only they are. Decoding the next ones and running the network overlap. */
export async function embedPretrained(settings: PretrainedSettings, { items, stages, downloads, engine, progress, signal }: EncoderContext): Promise<Embedded> {
  const model = models[settings.type];
  const layer = settings.layer ?? model.layer;
  const files = await pretrainedFiles(settings.type, downloads);
  const { name, version } = await engine();
  let background: Promise<BackgroundNetwork> | undefined;
  const open = async (): Promise<BackgroundNetwork> => {
    const { network, weights } = await files.open();
    return runInBackground({ network: featuresOf(network, layer, settings.pooling), weights, engine: name, batch: RUN, threads: availableParallelism() });
  };
  const from = [codeKey('pipeline/encoders/pretrained.ts'), files.hash, version, layer, settings.pooling];
  const features = stages.perItem('features', from, items.map((item) => item.picture.hash), {
    batch: KEPT,
    make: async (places) => describe(places.map((place) => items[place]!), await (background ??= open()), signal),
    onProgress: (done, total) => progress.step(`pictures described by ${model.title}`, done, total),
  });
  try {
    const points = stacked(await features.value());
    return { key: features.key, embedding: { points, encoder: described(settings, layer, points.columns) } };
  } finally {
    await background?.then((network) => network.close(), () => {});
  }
}

async function describe(items: readonly PreparedItem[], network: BackgroundNetwork, signal?: AbortSignal): Promise<Float32Array[]> {
  const runs = Array.from({ length: Math.ceil(items.length / RUN) }, (_, run) => items.slice(run * RUN, (run + 1) * RUN));
  const decode = (run: number): ReturnType<typeof toPictures> => toPictures(runs[run]!, { width: PICTURE, height: PICTURE });
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

function described(settings: PretrainedSettings, layer: string, dimensions: number): Embedded['embedding']['encoder'] {
  const { title, layer: usual } = models[settings.type];
  const elsewhere = layer === usual ? '' : ` ${layer.replaceAll('_', ' ')}`;
  return {
    id: encoderId(settings), name: `${title}${elsewhere}`, dimensions, distance: 'cosine',
    description: `${title}, a network that learned from a million photographs what is on them: its layer ${layer}, ${poolingInWords(settings.pooling)}.`,
    distanceNote: 'cosine distance of features',
    input: { width: PICTURE, height: PICTURE, channels: 3 },
  };
}

function poolingInWords(pooling: Pooling): string {
  if (pooling === 'average') return 'averaged over the picture';
  return pooling === 'flatten' ? 'value by value' : `averaged over ${pooling.grid} × ${pooling.grid} parts of the picture`;
}
