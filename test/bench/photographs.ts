/**
 * Photographs of 12 megapixels described by a network that others trained: how many a second, decoding included, beside the network alone, and in
 * how much memory. Wants the network's files: GALLERY_DATA, or a network to fetch them by.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { checkpointsIn } from '../../pipeline/cache/checkpoints.ts';
import { cacheFolder } from '../../pipeline/cache/folder.ts';
import { cachedStages } from '../../pipeline/cache/stages.ts';
import type { Collection } from '../../pipeline/collection.ts';
import { openDownloads } from '../../pipeline/download/downloads.ts';
import type { EncoderContext } from '../../pipeline/encoders/context.ts';
import { RUN } from '../../pipeline/encoders/network-per-picture.ts';
import { describedByPretrained } from '../../pipeline/encoders/pretrained/describe.ts';
import { upTo } from '../../pipeline/encoders/pretrained/features.ts';
import { models, PICTURE, pretrainedFiles, type PretrainedName } from '../../pipeline/encoders/pretrained/models.ts';
import type { PreparedItem } from '../../pipeline/images/prepare.ts';
import { versionOf } from '../../pipeline/network/onnx/session.ts';
import { silent } from '../../pipeline/report/progress.ts';
import { exportOnnx } from '../support/export-onnx.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PHOTOGRAPH = { width: 4000, height: 3000 };
/** Files that differ; photographs beyond them have the same bytes under other names. */
const FILES = 8;

/** Words: `photographs=64`, `network=mobilenet`, and `pooling=flatten`, for what there are defaults. */
export async function benchPhotographs(words: readonly string[]): Promise<Record<string, number>> {
  const word = (name: string): string | undefined => words.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  const count = Number(word('photographs') ?? 32);
  const name = (word('network') ?? 'vgg19') as PretrainedName;
  const pooling = word('pooling') === 'flatten' ? 'flatten' : 'average';
  const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-photographs-'));
  try {
    const context = contextIn(folder, await photographs(folder, count));
    const described = await describedByPretrained({ name, layer: models[name].layer, pooling }, context);
    const whole = await measured(() => described.points());
    const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
    const alone = await measured(() => networkAlone(name, context, Math.min(count, 32)));
    const title = models[name].title;
    return {
      [`${title}, photographs of 12 megapixels a second, decoded and described`]: count / whole.seconds,
      [`${title}, the same a second of processor time`]: count / whole.busy,
      [`${title}, pictures a second, onnxruntime alone`]: Math.min(count, 32) / alone.seconds,
      [`${title}, the same a second of processor time, onnxruntime alone`]: Math.min(count, 32) / alone.busy,
      [`peak memory in MB, ${count} photographs`]: peak,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Wall-clock and processor seconds, the latter of all threads together. */
async function measured(work: () => Promise<unknown>): Promise<{ seconds: number; busy: number }> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - start) / 1000, busy: (user + system) / 1e6 };
}

async function photographs(folder: string, count: number): Promise<PreparedItem[]> {
  await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'photographs/draw.ts'), folder, String(Math.min(FILES, count))]);
  return Array.from({ length: count }, (_, index) => ({
    id: `photograph-${index}`, title: '', subtitle: '', aliases: [], labels: {}, facts: {}, file: `photograph-${index}.jpg`,
    picture: { hash: `photograph ${index}`, read: () => readFile(path.join(folder, `${index % FILES}.jpg`)) },
    ...PHOTOGRAPH, colour: '#808080', transparent: false, thumbnails: async () => [],
  }));
}

function contextIn(folder: string, items: PreparedItem[]): EncoderContext {
  return {
    root, items, whole: { files: items.map((item) => item.file), skipped: [], sampled: false }, labels: [], progress: silent, collection: { id: 'bench', seed: 1 } as Collection,
    downloads: openDownloads({
      folder: path.join(cacheFolder(), 'downloads'), lockFile: path.join(root, 'content/downloads.lock.yaml'), fetch,
      data: process.env.GALLERY_DATA && path.resolve(root, process.env.GALLERY_DATA),
    }),
    stages: cachedStages({ folder: path.join(folder, 'stages'), clock: () => 0 }),
    checkpoints: checkpointsIn(folder, () => {}), engine: async () => ({ name: 'cpu', version: versionOf('cpu') }),
  };
}

/** The same network on pictures that are decoded already, by onnxruntime with nothing around it. */
async function networkAlone(name: PretrainedName, { downloads }: EncoderContext, count: number): Promise<void> {
  const { network, weights } = await (await pretrainedFiles(name, downloads)).open();
  const session = await InferenceSession.create(exportOnnx(upTo(network, models[name].layer), weights, RUN), { intraOpNumThreads: availableParallelism() });
  const inputs = Float32Array.from({ length: RUN * 3 * PICTURE ** 2 }, (_, index) => (index % 256) / 255);
  const [input] = session.inputNames as [string];
  for (let done = 0; done < count; done += RUN) await session.run({ [input]: new Tensor('float32', inputs, [RUN, 3, PICTURE, PICTURE]) });
  await session.release();
}
