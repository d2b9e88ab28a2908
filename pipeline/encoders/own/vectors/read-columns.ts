/** Opens files of vectors that were made elsewhere: NumPy's .npy, Apache Arrow and Apache Parquet. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { CompressionType, setCompressionCodec, tableFromIPC } from '@uwdata/flechette';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet/src/node.js';
import { compressors } from 'hyparquet-compressors';
import { parse } from 'npyjs';
import { codeOf } from '../../../ground/disk.ts';
import { Problem } from '../../../ground/problem.ts';
import { decompressLz4Frame } from './lz4-frame.ts';

setCompressionCodec(CompressionType.ZSTD, { encode: (bytes) => zstdCompressSync(bytes), decode: (bytes) => zstdDecompressSync(bytes) });
// Nothing is written with LZ4: what is no shorter is kept as it is.
setCompressionCodec(CompressionType.LZ4_FRAME, { encode: (bytes) => bytes, decode: decompressLz4Frame });

/** A column with a value for each row. */
export interface VectorColumn {
  name: string;
  values: ArrayLike<unknown>;
}

/** The columns of a file, told apart by its ending; a .npy file is one column of vectors. Throws a Problem where it cannot be read. */
export async function readColumns(file: string): Promise<VectorColumn[]> {
  const columns = await columnsOf(file).catch((error: unknown) => {
    throw error instanceof Problem ? error : unreadable(file, error as Error);
  });
  if (columns.length === 0) throw new Problem(`${file} holds no columns; save the vectors again.`);
  return columns;
}

/** The disk's errors are told apart from those of what stands in the file. */
function unreadable(file: string, error: Error): Problem {
  const code = codeOf(error);
  if (code === 'ENOENT') return new Problem(`${file} is missing; correct “file” of the encoder in the collection's file, or put the vectors there.`);
  const bigEndian = /Unsupported dtype: >([iuf]\d)/.exec(error.message)?.[1];
  if (bigEndian) return new Problem(`${file} holds big-endian values (>${bigEndian}), which are not read here; save them as little-endian: array.astype('<${bigEndian}').`);
  const advice = /^E(?!RR_)/.test(code) ? 'check that it is a file that you may read' : 'save the vectors again';
  return new Problem(`${file} cannot be read (${error.message.split('\n')[0]!.replace(/\.$/, '')}); ${advice}.`);
}

async function columnsOf(file: string): Promise<VectorColumn[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.npy': return [{ name: 'vectors', values: npyRows(await readFile(file), file) }];
    case '.arrow': case '.feather': case '.ipc': {
      const table = tableFromIPC(await readFile(file), { useBigInt: true });
      return table.names.map((name, index) => ({ name: String(name), values: table.getChildAt(index).toArray() as ArrayLike<unknown> }));
    }
    case '.parquet': {
      const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors });
      return Object.keys(rows[0] ?? {}).map((name) => ({ name, values: rows.map((row) => row[name]) }));
    }
    default: throw new Problem(`${file} is no file of vectors that can be read; save them as .npy, .arrow or .parquet.`);
  }
}

/** The rows of a two-dimensional array, in NumPy's C or Fortran order. */
function npyRows(bytes: Uint8Array, file: string): ArrayLike<unknown>[] {
  const { data, shape, dtype, fortranOrder } = parse(new Uint8Array(bytes).buffer);
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new Problem(`${file} holds an array of ${shape.length} dimensions; save one of two, a row for each picture.`);
  }
  if (!/^[iuf]\d$/.test(dtype)) throw new Problem(`${file} holds values of the type ${dtype}; save real numbers, such as float32.`);
  const values = data as Float32Array;
  return Array.from({ length: rows }, (_, row) => (fortranOrder
    ? Array.from({ length: columns }, (_value, column) => values[column * rows + row])
    : values.subarray(row * columns, (row + 1) * columns)));
}
