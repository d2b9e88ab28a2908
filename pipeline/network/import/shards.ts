/** Reads the weights of a TensorFlow.js model: groups of binary shards that a manifest cuts into tensors. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fromHalf } from '../../../src/gallery/half.ts';
import { Problem } from '../../ground/problem.ts';
import { sizeOf } from '../shapes.ts';
import type { NamedTensor } from '../weights.ts';

const quantisation = z.discriminatedUnion('dtype', [
  z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
  z.object({ dtype: z.literal('float16') }),
]);
const tensorSchema = z.looseObject({ name: z.string(), shape: z.array(z.int().min(0)), dtype: z.literal('float32'), quantization: quantisation.optional() });
export const manifestSchema = z.array(z.looseObject({ paths: z.array(z.string()), weights: z.array(tensorSchema) }));

type Manifest = z.infer<typeof manifestSchema>;
type TensorEntry = z.infer<typeof tensorSchema>;

/** Finds shards in a folder. Throws a Problem for a name that leads out of it. */
export const besides = (folder: string) => (name: string): string => {
  const file = path.join(folder, name);
  if (path.relative(folder, file).startsWith('..')) throw new Problem(`${folder} names a shard “${name}” outside of its folder; get the model again.`);
  return file;
};

/** All tensors by name, with the axes as TensorFlow.js orders them. `shardAt`: the file of each shard. Throws a Problem where a shard is missing, too short or too long. */
export async function readShards(manifest: Manifest, shardAt: (name: string) => string): Promise<Map<string, NamedTensor>> {
  const tensors = new Map<string, NamedTensor>();
  for (const { paths, weights } of manifest) {
    const files = paths.map(shardAt);
    const bytes = Buffer.concat(await Promise.all(files.map(readShard)));
    const wanted = weights.reduce((sum, entry) => sum + byteLength(entry), 0);
    if (bytes.length !== wanted) {
      throw new Problem(`${files.join(', ')} ${paths.length === 1 ? 'has' : 'have together'} ${bytes.length} bytes where the model's tensors want ${wanted}; get the model again.`);
    }
    let offset = 0;
    for (const entry of weights) {
      tensors.set(entry.name, { shape: entry.shape, data: dequantised(entry, bytes.subarray(offset, offset + byteLength(entry))) });
      offset += byteLength(entry);
    }
  }
  return tensors;
}

async function readShard(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(`${file} ${error.code === 'ENOENT' ? 'is missing' : `cannot be read (${error.code})`}; get the whole model again, with all its shards.`);
  });
}

const bytesPerValue = { uint8: 1, uint16: 2, float16: 2, float32: 4 } as const;

const byteLength = ({ shape, dtype, quantization }: TensorEntry): number => sizeOf(shape) * bytesPerValue[quantization?.dtype ?? dtype];

/** value = quantum · scale + min, as tensorflowjs_converter writes it. */
function dequantised({ shape, quantization }: TensorEntry, bytes: Buffer): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  const read = {
    uint8: (at: number) => bytes.readUInt8(at),
    uint16: (at: number) => bytes.readUInt16LE(2 * at),
    float16: (at: number) => fromHalf(bytes.readUInt16LE(2 * at)),
    float32: (at: number) => bytes.readFloatLE(4 * at),
  }[quantization?.dtype ?? 'float32'];
  const { scale, min } = quantization && quantization.dtype !== 'float16' ? quantization : { scale: 1, min: 0 };
  for (let index = 0; index < values.length; index += 1) values[index] = read(index) * scale + min;
  return values;
}
