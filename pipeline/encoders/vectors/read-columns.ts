/** Opens files of vectors that were made elsewhere: NumPy's .npy, Apache Arrow and Apache Parquet. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet/src/node.js';
import { compressors } from 'hyparquet-compressors';
import { parse } from 'npyjs';
import { Problem } from '../../problem.ts';

/** A column with a value for each row. */
export interface VectorColumn {
  name: string;
  values: ArrayLike<unknown>;
}

/** The columns of a file, told apart by its ending; a .npy file is one column of vectors. Throws a Problem where it cannot be read. */
export async function readColumns(file: string): Promise<VectorColumn[]> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem(`${file} cannot be read; correct “file” of the encoder in the collection's file, or put the vectors there.`);
  });
  const columns = await columnsOf(file, bytes).catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw new Problem(`${file} cannot be read (${(error as Error).message.split('\n')[0]!.replace(/\.$/, '')}); save the vectors again.`);
  });
  if (columns.length === 0) throw new Problem(`${file} holds no columns; save the vectors again.`);
  return columns;
}

async function columnsOf(file: string, bytes: Uint8Array): Promise<VectorColumn[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.npy': return [{ name: 'vectors', values: npyRows(bytes, file) }];
    case '.arrow': case '.feather': case '.ipc': {
      const table = tableFromIPC(bytes, { useBigInt: true });
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
