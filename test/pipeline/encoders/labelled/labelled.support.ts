/** Pictures of two kinds that anything can tell apart, and all that an encoder of them needs. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { checkpointsIn } from '../../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import { openDownloads } from '../../../../pipeline/download/downloads.ts';
import type { EncoderContext } from '../../../../pipeline/encoders/context.ts';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import type { PreparedItem } from '../../../../pipeline/images/prepare.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { svg } from '../../images/pictures.support.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';
import { wholeOf } from '../whole.support.ts';

/** Reddish and bluish ones in turn, no two alike. */
export function redsAndBlues(count: number): PreparedItem[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 2 === 0 ? 'red' : 'blue';
    const other = (8 * index).toString(16).padStart(2, '0');
    const fill = kind === 'red' ? `#ff${other}00` : `#00${other}ff`;
    return preparedOf({
      ...fewFlags()[0]!, id: `${kind}-${index}`, file: `${kind}-${index}.svg`, labels: { folder: '', kind },
      picture: inMemory(svg('viewBox="0 0 4 4"', `<rect width="4" height="4" fill="${fill}"/>`)),
    });
  });
}

/** Surroundings of an encoder whose cache, checkpoints and data lie in `folder`. */
export function contextIn(folder: string, items: PreparedItem[], others: Partial<EncoderContext> = {}): EncoderContext {
  return {
    root: folder, items, whole: wholeOf(items.map((item) => item.file)), labels: [{ column: 'kind', title: 'Kind' }], progress: silent,
    collection: { id: 'tiny', file: 'tiny.yaml', seed: 1 } as EncoderContext['collection'],
    downloads: openDownloads({
      folder: path.join(folder, 'downloads'), lockFile: path.join(folder, 'lock.yaml'), data: path.join(folder, 'data'),
      fetch: () => Promise.reject(new TypeError('no network')),
    }),
    stages: cachedStages({ folder: path.join(folder, 'cache'), clock: () => 0 }),
    checkpoints: checkpointsIn(folder, expect.fail), engine: async () => ({ name: 'cpu', version: 'test' }),
    ...others,
  };
}

/** Writes a model with MobileNet's name of a layer: red, green and blue, each from −1 to 1, where above 0, averaged over squares of 32 pixels. */
export async function writeColourModel(folder: string): Promise<void> {
  const place = path.join(folder, 'data/mobilenet-v1-0.75');
  await mkdir(place, { recursive: true });
  const layer = (class_name: string, name: string, config: object): object => ({ class_name, name, config: { name, ...config } });
  const modelTopology = {
    model_config: {
      class_name: 'Sequential',
      config: { name: 'tiny', layers: [
        layer('Conv2D', 'mix', { batch_input_shape: [null, 224, 224, 3], filters: 3, kernel_size: [1, 1], strides: [1, 1], padding: 'same', use_bias: false, activation: 'relu' }),
        layer('AveragePooling2D', 'conv_pw_13_relu', { pool_size: [32, 32], strides: [32, 32], padding: 'valid' }),
      ] },
    },
  };
  const kernel = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  await writeFile(path.join(place, 'shard'), new Uint8Array(kernel.buffer));
  const weightsManifest = [{ paths: ['shard'], weights: [{ name: 'mix/kernel', shape: [1, 1, 3, 3], dtype: 'float32' }] }];
  await writeFile(path.join(place, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }));
}
