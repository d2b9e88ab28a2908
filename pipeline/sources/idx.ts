/** Reads IDX files, the format that MNIST comes in: a header that says type and sizes, then the values, the last index fastest. */
import { readFile } from 'node:fs/promises';
import { Problem } from '../ground/problem.ts';

interface Idx {
  /** For pictures: count, rows, columns; for labels: count. */
  sizes: number[];
  /** Values from 0 to 255. */
  data: Uint8Array;
}

/** The code of unsigned bytes in the third byte of the header. */
const UNSIGNED_BYTE = 0x08;

/** A file of unsigned bytes. Throws a Problem that names `file` where it is missing, of another kind or cut off. */
export async function readIdx(file: string): Promise<Idx> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem(`${file} is missing; install the packages again with “npm ci”.`);
  });
  const damaged = (what: string): Problem => new Problem(`${file} ${what}; install the packages again with “npm ci”.`);
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0 || bytes[2] !== UNSIGNED_BYTE) throw damaged('is no IDX file of bytes');
  const start = 4 + 4 * bytes[3]!;
  if (bytes.length < start) throw damaged('is cut off');
  const sizes = Array.from({ length: bytes[3]! }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  if (bytes.length - start !== sizes.reduce((product, size) => product * size, 1)) throw damaged('is cut off');
  return { sizes, data: new Uint8Array(bytes.buffer, bytes.byteOffset + start, bytes.length - start) };
}
