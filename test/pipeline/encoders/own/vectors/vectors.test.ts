import { mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { columnFromArray, CompressionType, fixedSizeList, float16, float32, getCompressionCodec, int64, list, setCompressionCodec, tableFromColumns, tableToIPC, utf8, type DataType } from '@uwdata/flechette';
import { dump } from 'npyjs';
import { describe, expect, it } from 'vitest';
import { matchVectors } from '../../../../../pipeline/encoders/own/vectors/match.ts';
import { readColumns, type VectorColumn } from '../../../../../pipeline/encoders/own/vectors/read-columns.ts';
import { noticeLine } from '../../../../../pipeline/report/notice.ts';
import { temporaryFolder } from '../../../../support/folder.ts';
import { wholeOf } from '../../whole.support.ts';
import { lz4Frame, lz4Values } from './lz4.support.ts';
import { parquetOf } from './parquet.support.ts';

async function saved(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  return file;
}
/** A .npy file as NumPy writes it, of any type and order. */
function npy(descr: string, data: Uint8Array, shape: string, fortran = false): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`.padEnd(117) + '\n';
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([118, 0]), Buffer.from(header), data]);
}
const bytes = (values: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer);
const arrow = (columns: [string, unknown[], DataType][]): Uint8Array =>
  tableToIPC(tableFromColumns(columns.map(([name, values, type]) => [name, columnFromArray(values, type)] as const)), { format: 'file' })!;

const pictures = ['x/a.jpg', 'x/b.jpg'];
/** All pictures of a source are published. */
const wanted = (file: string, published: string[] = pictures, more: { key?: string; column?: string } = {}) => ({ file, pictures: published, whole: wholeOf(published), ...more });
const matched = async (file: string, more: { key?: string; column?: string } = {}) => matchVectors(await readColumns(file), wanted(path.basename(file), pictures, more));
const rows = async (file: string, more: { key?: string; column?: string } = {}) => [...(await matched(file, more)).points.data];

describe('vectors from files', () => {
  it.each([
    ['<f4', bytes(Float32Array.of(1, 2, 3, 4))], ['<f8', bytes(Float64Array.of(1, 2, 3, 4))], ['<i8', bytes(BigInt64Array.of(1n, 2n, 3n, 4n))],
    ['|u1', Uint8Array.of(1, 2, 3, 4)], ['<i2', bytes(Int16Array.of(1, 2, 3, 4))], ['<f2', bytes(Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400))],
  ])('reads .npy of %s in the order of the pictures', async (descr, data) => {
    expect(await rows(await saved('v.npy', npy(descr, data, '(2, 2)')))).toEqual([1, 2, 3, 4]);
  });

  it('reads .npy that npyjs wrote, and Fortran order', async () => {
    expect(await rows(await saved('v.npy', new Uint8Array(dump(Float32Array.of(1, 2, 3, 4), [2, 2]))))).toEqual([1, 2, 3, 4]);
    expect(await rows(await saved('v.npy', npy('<f4', bytes(Float32Array.of(1, 3, 2, 4)), '(2, 2)', true)))).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, DataType, unknown[]]>([
    ['lists of float32', list(float32()), [[3, 4], [1, 2]]], ['fixed lists of float32', fixedSizeList(float32(), 2), [[3, 4], [1, 2]]],
    ['lists of float16', list(float16()), [[3, 4], [1, 2]]], ['lists of int64', list(int64()), [[3n, 4n], [1n, 2n]]],
  ])('reads Arrow with %s by name', async (_, type, values) => {
    const file = await saved('v.arrow', arrow([['file', ['b.jpg', 'a.jpg'], utf8()], ['vector', values, type]]));
    expect(await rows(file)).toEqual([1, 2, 3, 4]);
  });

  it.each([['Zstandard', CompressionType.ZSTD], ['LZ4, the default of Feather', CompressionType.LZ4_FRAME]] as const)('reads Arrow that is compressed by %s', async (_, codec) => {
    const { decode } = getCompressionCodec(CompressionType.LZ4_FRAME)!;
    setCompressionCodec(CompressionType.LZ4_FRAME, { encode: (plain) => (plain.length === lz4Values.byteLength ? lz4Frame : plain), decode });
    const vectors = [lz4Values.subarray(0, 25_000), lz4Values.subarray(25_000)].map((half) => [...half]);
    const compressed = tableToIPC(tableFromColumns([['vector', columnFromArray(vectors, list(float32()))]] as const), { format: 'file', codec })!;
    expect(compressed.length).toBeLessThan(9_000);
    expect(await rows(await saved('v.feather', compressed))).toEqual([...lz4Values]);
  });

  it('reads Parquet with a column for each number, by name', async () => {
    const file = await saved('v.parquet', parquetOf({ note: ['p', 'q', 'r'], path: ['x/b.jpg', 'x/gone.jpg', 'x/a.jpg'], d0: [3, 9, 1], d1: [4, 9, 2] }));
    expect(await matched(file)).toEqual({
      points: { rows: 2, columns: 2, data: Float32Array.of(1, 2, 3, 4) },
      notices: [
        { what: 'v.parquet has no lists of numbers; each vector is made of these columns, so take out what is no part of it', names: ['d0', 'd1'] },
        { what: 'v.parquet names what is no picture here', names: ['x/gone.jpg'] },
      ],
    });
    expect(await rows(file, { key: 'path' })).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['v.npz', new Uint8Array(4), /v\.npz is no file of vectors that can be read; save them as \.npy, \.arrow or \.parquet\.$/],
    ['v.npy', new Uint8Array(4), /v\.npy cannot be read \(/], ['v.arrow', new Uint8Array(9), /v\.arrow holds no columns/], ['v.arrow', new Uint8Array(90).fill(7), /v\.arrow cannot be read \(/], ['v.parquet', new Uint8Array(40), /v\.parquet cannot be read \(/],
    ['v.npy', npy('<c8', new Uint8Array(32), '(2, 2)'), /holds values of the type c8; save real numbers/],
    ['v.npy', npy('>f4', new Uint8Array(16), '(2, 2)'), /v\.npy holds big-endian values \(>f4\), which are not read here; save them as little-endian: array\.astype\('<f4'\)\.$/],
    ['v.npy', npy('<f4', new Uint8Array(16), '(4,)'), /holds an array of 1 dimensions; save one of two/],
  ])('refuses %s that is not right in one sentence', async (name, content, sentence) => {
    await expect(saved(name, content).then(readColumns)).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
  });

  it.each(['npy', 'arrow', 'parquet'])('says when a .%s file is missing, and when it is there and cannot be read', async (ending) => {
    await expect(readColumns(`/nowhere/v.${ending}`)).rejects.toMatchObject({
      name: 'Problem', message: `/nowhere/v.${ending} is missing; correct “file” of the encoder in the collection's file, or put the vectors there.`,
    });
    const folder = path.join(await temporaryFolder(), `v.${ending}`);
    await mkdir(folder);
    await expect(readColumns(folder)).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(/v\.\w+ cannot be read \(EISDIR[^)]+\); check that it is a file that you may read\.$/) });
  });

  it('reads a Parquet file in parts: it may be larger than what can be read at once', async () => {
    const file = await saved('v.parquet', new Uint8Array(0));
    await truncate(file, 2 ** 31 + 2 ** 20);
    await expect(readColumns(file)).rejects.toThrow(/v\.parquet cannot be read \(parquet file invalid.*\); save the vectors again\.$/);
  });
});

describe('matchVectors', () => {
  const named = (names: string[], vectors: unknown[]): VectorColumn[] => [{ name: 'file', values: names }, { name: 'v', values: vectors }];
  const refused = (columns: VectorColumn[], sentence: RegExp, more: { key?: string; column?: string } = {}): void => {
    expect(() => matchVectors(columns, wanted('v.arrow', pictures, more))).toThrow(sentence);
  };

  it('lists what does not fit', () => {
    refused([{ name: 'v', values: [[1], [2], [3]] }], /^v\.arrow has 3 vectors and no names, but 2 pictures are published; save as many, in the order of the pictures' paths/);
    refused(named(['a.jpg', 'c.jpg'], [[1], [2]]), /^v\.arrow has no vector for 1 of 2 pictures \(x\/b\.jpg\), but for c\.jpg; add them/);
    refused(named(['c.jpg', 'd.jpg'], [[1], [2]]), /^v\.arrow names none of the pictures/);
    const many = Array.from({ length: 120 }, (_, index) => `p${index}.jpg`);
    expect(() => matchVectors(named(['a.jpg'], [[1]]), wanted('v.arrow', ['a.jpg', ...many]))).toThrow(/no vector for 120 of 121 pictures \(p0\.jpg, .*, p99\.jpg and 20 more\); add them/);
    const twins = wanted('v.arrow', ['x/a.jpg', 'y/a.jpg', 'b.jpg']);
    const several = /^v\.arrow has no vector for \d of 3 pictures \(x\/a\.jpg, .+\), and names that could be several pictures \(a\.jpg\); write their folders too, as in “x\/a\.jpg”\.$/;
    expect(() => matchVectors(named(['a.jpg', 'b.jpg'], [[1], [2]]), twins)).toThrow(several);
    expect(() => matchVectors(named(['a.jpg'], [[1]]), twins)).toThrow(several);
    refused(named(['a.jpg', 'b.jpg'], [[1, 2], [2]]), /^v\.arrow has 1 numbers for x\/b\.jpg and 2 for x\/a\.jpg; save vectors of one length\.$/);
    refused(named(['a.jpg', 'b.jpg'], [[1], [2]]), /^v\.arrow has no column “name”; it has: file, v\.$/, { key: 'name' });
    refused([{ name: 'file', values: ['a.jpg', 'b.jpg'] }], /^v\.arrow has no column of vectors/);
  });

  it('never takes the number of a row for a name', () => {
    const columns = [{ name: 'title', values: ['Boat', 'Tree'] }, { name: 'artist', values: ['Ada', 'Bo'] }, { name: 'v', values: [[1], [2]] }];
    expect(() => matchVectors(columns, wanted('v.arrow', ['1.jpg', '0.jpg']))).toThrow(/^v\.arrow names none of the pictures/);
  });

  it('takes the first of two vectors, and tells of names that fit none, several, or a picture again', () => {
    const columns = named(['x/a.jpg', 'y/a.jpg', 'a.jpg', 'x/a.jpg', 'c.jpg'], [[1], [2], [3], [4], [5]]);
    expect(matchVectors(columns, wanted('v.arrow', ['x/a.jpg', 'y/a.jpg']))).toMatchObject({
      points: { data: Float32Array.of(1, 2) },
      notices: [
        { what: 'v.arrow names what is no picture here', names: ['c.jpg'] },
        { what: 'v.arrow names what could be several pictures; write the folder too', names: ['a.jpg'] },
        { what: 'v.arrow has a second vector of, and the first counts', names: ['x/a.jpg'] },
      ],
    });
  });

  it('names all that fits nothing, not only the first', () => {
    const strangers = Array.from({ length: 30 }, (_, index) => `${index}.png`);
    const { notices } = matchVectors(named([...strangers, 'a.jpg', 'b.jpg'], [...strangers.map(() => [9]), [1], [2]]), wanted('v.arrow'));
    expect(notices).toEqual([{ what: 'v.arrow names what is no picture here', names: strangers }]);
    expect(noticeLine(notices[0]!)).toMatch(/^v\.arrow names what is no picture here \(30\): 0\.png, .+, 7\.png and 22 more$/);
  });

  it('knows a column by its first value that is there', () => {
    const names = { name: 'file', values: [null, 'b.jpg', 'a.jpg'] };
    expect(matchVectors([names, { name: 'v', values: [[9], [2], [1]] }], wanted('v.arrow'))).toEqual({
      points: { rows: 2, columns: 1, data: Float32Array.of(1, 2) },
      notices: [{ what: 'v.arrow has vectors without a name in “file”, which are left out', names: ['row 1'] }],
    });
    // As many rows as pictures: taken in their order, the vectors would go to the wrong ones.
    refused([{ name: 'file', values: [null, 'a.jpg'] }, { name: 'v', values: [[2], [1]] }], /^v\.arrow has no vector for 1 of 2 pictures \(x\/b\.jpg\); add them/);
    expect([...matchVectors(named(['c.jpg', 'b.jpg', 'a.jpg'], [null, [2], [1]]), wanted('v.arrow')).points.data]).toEqual([1, 2]);
    refused(named(['a.jpg', 'b.jpg'], [[1], null]), /^v\.arrow has an empty vector for x\/b\.jpg/);
    refused(named(['a.jpg', 'b.jpg'], [null, null]), /^v\.arrow has no column of vectors/);
  });

  it.each([
    ['a usual name', ['bbox', 'Embedding', 'long'], 'Embedding', ['bbox', 'long']], ['the most usual name', ['features', 'vectors', 'embedding'], 'embedding', ['features', 'vectors']],
    ['the longest where none has', ['bbox', 'long', 'other'], 'long', ['bbox', 'other']],
  ])('takes of several columns of vectors that with %s, and says so', (_, columns, chosen, names) => {
    const of = (name: string): VectorColumn => ({ name, values: [0, 1].map(() => new Array<number>(name === 'long' ? 3 : 2).fill(name.length)) });
    const tags = { name: 'tags', values: [['boat', 'sea', 'sky', 'sun'], ['tree']] };
    const { points, notices } = matchVectors([tags, ...columns.map(of)], wanted('v.arrow'));
    expect(points.data[0]).toBe(chosen.length);
    expect(points.columns).toBe(chosen === 'long' ? 3 : 2);
    expect(notices).toEqual([{ what: `v.arrow has several columns of vectors, and “${chosen}” is used; name it as “column”, or one of these`, names }]);
    expect(matchVectors(columns.map(of), wanted('v.arrow', pictures, { column: chosen })).notices).toEqual([]);
    refused([tags, ...columns.map(of)], /^v\.arrow has no lists of numbers in its column “tags”; name the column of vectors as “column”: /, { column: 'tags' });
  });

  it('takes no number of a row, as pandas saves it, for a part of a vector', () => {
    const wide = ['__index_level_0__', 'Unnamed: 0', 'd0', 'd1'].map((name, column) => ({ name, values: [column, column + 1] }));
    expect(matchVectors(wide, wanted('v.parquet'))).toMatchObject({ points: { columns: 2, data: Float32Array.of(2, 3, 3, 4) }, notices: [{ names: ['d0', 'd1'] }] });
  });

  it.each([Number.NaN, Infinity, null, '1', 1e300])('refuses %s as a value', (value) => {
    refused(named(['a.jpg', 'b.jpg'], [[1, 2], [3, value]]), /^v\.arrow holds .+ in the vector of x\/b\.jpg, which is no finite number; mend or remove that vector\.$/);
  });

  it('refuses vectors that point nowhere', () => {
    refused(named(['a.jpg', 'b.jpg'], [[1, 2], [0, 0]]), /^v\.arrow holds nothing but zeros for x\/b\.jpg/);
    refused(named(['a.jpg', 'b.jpg'], [[], []]), /^v\.arrow has an empty vector for x\/a\.jpg/);
  });
});

describe('vectors in the order of a source that holds more than is published', () => {
  const files = ['a.jpg', 'c.jpg', 'd.jpg'];
  const ofRows = (count: number): VectorColumn[] => [{ name: 'v', values: Array.from({ length: count }, (_, row) => [row + 1]) }];
  const taken = (count: number, published: string[], more: { skipped?: string[]; sampled?: boolean } = {}): number[] =>
    [...matchVectors(ofRows(count), { file: 'v.npy', pictures: published, whole: { ...wholeOf(files), ...more } }).points.data];

  it('are one for each picture found, where a sample or a damage leaves some aside', () => {
    expect(taken(3, ['a.jpg', 'd.jpg'], { sampled: true })).toEqual([1, 3]);
    expect(taken(3, ['a.jpg', 'd.jpg'])).toEqual([1, 3]);
  });

  it('may be one for each that can be read, or one for each that is there', () => {
    expect(taken(2, ['a.jpg', 'd.jpg'])).toEqual([1, 2]);
    expect(taken(4, ['a.jpg', 'd.jpg'], { skipped: ['b.jpg'] })).toEqual([1, 4]);
    expect(taken(4, ['a.jpg', 'd.jpg'], { skipped: ['b.jpg'], sampled: true })).toEqual([1, 4]);
  });

  it('are refused where they are as many as none of these, and as many as a sample', () => {
    expect(() => taken(5, ['a.jpg', 'd.jpg'])).toThrow(/^v\.npy has 5 vectors and no names, but 3 pictures are found and 2 of them can be read; save as many/);
    expect(() => taken(2, ['a.jpg', 'd.jpg'], { sampled: true })).toThrow(/^v\.npy has 2 vectors and no names, but 3 pictures are found; save as many/);
  });

  it('are found by name without a word of pictures that a sample leaves aside', () => {
    const columns = [{ name: 'file', values: ['d.jpg', 'c.jpg', 'a.jpg', 'gone.jpg'] }, ...ofRows(4)];
    expect(matchVectors(columns, { file: 'v.arrow', pictures: ['a.jpg', 'd.jpg'], whole: { ...wholeOf(files), sampled: true } })).toEqual({
      points: { rows: 2, columns: 1, data: Float32Array.of(3, 1) }, notices: [{ what: 'v.arrow names what is no picture here', names: ['gone.jpg'] }],
    });
  });
});
