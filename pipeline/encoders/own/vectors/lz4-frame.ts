/** Frames of LZ4, which Feather files are made of by default, for a decompressor that knows blocks only. */
import { decompressLz4 } from 'hyparquet-compressors';

const MAGIC = 0x184d2204;
const STORED = 0x80000000;

/**
 * The `length` bytes of a frame. Its checksums are passed over. Throws an Error where it is no frame or is damaged, or where a block but the last
 * is not full, as no writer of Arrow makes them. Source: “LZ4 Frame Format Description” 1.6.
 */
export function decompressLz4Frame(frame: Uint8Array, length: number): Uint8Array {
  const { buffer, byteOffset, byteLength } = frame;
  const view = new DataView(buffer, byteOffset, byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not a frame of LZ4');
  const flags = view.getUint8(4);
  const blockChecksum = flags & 0x10 ? 4 : 0;
  const fullBlock = 1 << (8 + 2 * (view.getUint8(5) >> 4 & 7));
  // The size of all, the name of a dictionary, and the header's checksum.
  let at = 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
  // Blocks refer to those before them, so that all go to the decompressor at once: as Hadoop writes them, each behind its two lengths.
  const blocks: Uint8Array[] = [];
  for (let left = length; left > 0; left -= fullBlock) {
    const head = view.getUint32(at, true);
    const size = head % STORED;
    const data = frame.subarray(at + 4, at + 4 + size);
    const block = head >= STORED ? asLiterals(data) : data;
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(Math.min(left, fullBlock), 0);
    lengths.writeUInt32BE(block.length, 4);
    blocks.push(lengths, block);
    at += 4 + size + blockChecksum;
  }
  return decompressLz4(Buffer.concat(blocks), length);
}

/** Bytes that were stored as they are, as a compressed block that says so. */
function asLiterals(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 15) return Buffer.concat([Buffer.of(bytes.length << 4), bytes]);
  const rest = bytes.length - 15;
  return Buffer.concat([Buffer.of(0xf0), Buffer.alloc(Math.floor(rest / 255), 255), Buffer.of(rest % 255), bytes]);
}
