/** The smallest Parquet writer that a test needs: required columns, plain encoding, one page each. Written after the format's Thrift file. */
import { zstdCompressSync } from 'node:zlib';

type Field = [id: number, type: number, value: Buffer];
const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
};
const whole = (value: number): Buffer => varint(value * 2);
const text = (value: string): Buffer => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
const list = (type: number, values: readonly Buffer[]): Buffer => Buffer.concat([values.length < 15 ? Buffer.from([(values.length << 4) | type]) : Buffer.concat([Buffer.from([0xf0 | type]), varint(values.length)]), ...values]);
const struct = (...fields: Field[]): Buffer => Buffer.concat([
  ...fields.map(([id, type, value], index) => Buffer.concat([Buffer.from([((id - (fields[index - 1]?.[0] ?? 0)) << 4) | type]), value])), Buffer.from([0]),
]);

/** A file with these columns of text or numbers (float64), compressed with zstd. */
export function parquetOf(columns: Record<string, string[] | number[]>): Buffer {
  const rows = Object.values(columns)[0]!.length;
  const parts: Uint8Array[] = [Buffer.from('PAR1')];
  let offset = 4;
  const chunks = Object.entries(columns).map(([name, values]) => {
    const words = typeof values[0] === 'string';
    const plain = Buffer.concat(values.map((value) => {
      const bytes = Buffer.alloc(typeof value === 'string' ? 4 + Buffer.byteLength(value) : 8);
      if (typeof value === 'string') bytes.writeUInt32LE(Buffer.byteLength(value)), bytes.write(value, 4);
      else bytes.writeDoubleLE(value);
      return bytes;
    }));
    const packed = zstdCompressSync(plain);
    const header = struct([1, I32, whole(0)], [2, I32, whole(plain.length)], [3, I32, whole(packed.length)],
      [5, STRUCT, struct([1, I32, whole(rows)], [2, I32, whole(0)], [3, I32, whole(3)], [4, I32, whole(3)])]);
    const size = header.length + packed.length;
    const chunk = struct([2, I64, whole(offset)], [3, STRUCT, struct([1, I32, whole(words ? 6 : 5)], [2, LIST, list(I32, [whole(0)])], [3, LIST, list(BINARY, [text(name)])],
      [4, I32, whole(6)], [5, I64, whole(rows)], [6, I64, whole(header.length + plain.length)], [7, I64, whole(size)], [9, I64, whole(offset)])]);
    parts.push(header, packed);
    offset += size;
    return chunk;
  });
  const schema = [struct([4, BINARY, text('schema')], [5, I32, whole(chunks.length)]), ...Object.entries(columns).map(([name, values]) => (typeof values[0] === 'string'
    ? struct([1, I32, whole(6)], [3, I32, whole(0)], [4, BINARY, text(name)], [6, I32, whole(0)])
    : struct([1, I32, whole(5)], [3, I32, whole(0)], [4, BINARY, text(name)])))];
  const footer = struct([1, I32, whole(1)], [2, LIST, list(STRUCT, schema)], [3, I64, whole(rows)],
    [4, LIST, list(STRUCT, [struct([1, LIST, list(STRUCT, chunks)], [2, I64, whole(offset)], [3, I64, whole(rows)])])]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...parts, footer, length, Buffer.from('PAR1')]);
}
