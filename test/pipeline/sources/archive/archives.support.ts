/** Archives made in the tests, honest and hostile ones. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createGzip, deflateRawSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

export interface ZipEntry {
  /** In UTF-8, or as bytes of whatever they are. */
  name: string | Uint8Array;
  content: Uint8Array;
  /** Whether it says that the name is in UTF-8; by default it does. */
  flagged?: boolean;
  /** Name in UTF-8 of the extra field 0x7075, beside the other. */
  unicode?: string;
  /** Unix mode, for links. */
  mode?: number;
  /** What the entry claims to unpack to, where that is a lie. */
  claims?: number;
}

/** A zip file as PKWARE's APPNOTE 6.3 lays it out: local headers with deflated content, the central directory, its end. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flagged = true, unicode, mode = 0o100644, claims } of entries) {
    const path = Buffer.from(name);
    const deflated = deflateRawSync(content);
    const shared = Buffer.alloc(26);
    [20, flagged ? 0x0800 : 0, 8, 0, 0].forEach((value, index) => shared.writeUInt16LE(value, 2 * index));
    [crc32(content), deflated.length, claims ?? content.length].forEach((value, index) => shared.writeUInt32LE(value, 10 + 4 * index));
    shared.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), shared, path, deflated]);
    const extra = unicode === undefined ? Buffer.alloc(0) : unicodePath(path, unicode);
    const described = Buffer.from(shared);
    described.writeUInt16LE(extra.length, 24);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), described, rest, path, extra]));
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

/** APPNOTE 4.6.9: the checksum tells which name in the header it is for. */
function unicodePath(path: Buffer, unicode: string): Buffer {
  const name = Buffer.from(unicode);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + name.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(path), 5);
  return Buffer.concat([field, name]);
}

export type TarEntry = Partial<Header> & { name: string; content?: Uint8Array };

export async function writeTar(file: string, entries: readonly TarEntry[], zipped = true): Promise<void> {
  const tar = pack();
  for (const { content, ...header } of entries) tar.entry(header, Buffer.from(content ?? new Uint8Array(0)));
  tar.finalize();
  await (zipped ? pipeline(tar, createGzip(), createWriteStream(file)) : pipeline(tar, createWriteStream(file)));
}
