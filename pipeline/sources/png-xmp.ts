/** XMP in PNG files is often compressed, and ExifReader reads it only as it stands. Chunks: W3C, Portable Network Graphics (PNG) Specification, third edition. */
import { crc32, inflateSync } from 'node:zlib';

/** The same PNG with its XMP as it stands. Other bytes, and a PNG whose XMP is not compressed, missing or damaged, come back as they are. */
export function withPlainXmp(bytes: Uint8Array): Uint8Array {
  for (const { start, end, type, data } of chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const xmp = packedXmp(type, data);
    if (xmp) return Buffer.concat([bytes.subarray(0, start), plainChunk(xmp), bytes.subarray(end)]);
  }
  return bytes;
}

interface Chunk {
  /** Of the whole chunk, with its length before and its checksum behind it. */
  start: number;
  end: number;
  type: string;
  data: Buffer;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** As far as the bytes go. */
function* chunksOf(png: Buffer): Iterable<Chunk> {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return;
  for (let start = SIGNATURE.length; start + 12 <= png.length;) {
    const end = start + 12 + png.readUInt32BE(start);
    if (end > png.length) return;
    yield { start, end, type: png.toString('latin1', start + 4, start + 8), data: png.subarray(start + 8, end - 4) };
    start = end;
  }
}

const KEYWORD = 'XML:com.adobe.xmp';
/** The most that XMP may unpack to: a few bytes can pretend to be gigabytes. */
const MOST = 2 ** 24;

/** The XMP of a chunk that holds it compressed, or as ImageMagick writes it; undefined where there is none. */
function packedXmp(type: string, data: Buffer): Buffer | undefined {
  const nul = data.indexOf(0);
  const keyword = data.toString('latin1', 0, Math.max(0, nul));
  try {
    if (type === 'iTXt' && keyword === KEYWORD && data[nul + 1] === 1) {
      const language = data.indexOf(0, nul + 3);
      return unpacked(data.subarray(data.indexOf(0, language + 1) + 1));
    }
    if (type === 'zTXt' && keyword === KEYWORD) return unpacked(data.subarray(nul + 2));
    if (type === 'zTXt' && keyword === 'Raw profile type xmp') {
      // Line by line: the name, the length, and the bytes in hexadecimal.
      return Buffer.from(unpacked(data.subarray(nul + 2)).toString('latin1').replace(/^\s*xmp\s+\d+/, '').replace(/\s+/g, ''), 'hex');
    }
  } catch {
    // Damaged: then there is nothing to tell.
  }
  return undefined;
}

const unpacked = (bytes: Uint8Array): Buffer => inflateSync(bytes, { maxOutputLength: MOST });

function plainChunk(xmp: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(`iTXt${KEYWORD}\0\0\0\0\0`, 'latin1'), xmp]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(typed.length - 4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
