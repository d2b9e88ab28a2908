/** The entries of an archive, one after the other: zip, tar and tar.gz alike. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline, Transform, type Readable } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import yauzl, { type Entry } from 'yauzl';
import { firstBytes } from '../../ground/first-bytes.ts';
import { Problem } from '../../ground/problem.ts';

export interface ArchiveEntry {
  /** As the archive has it: not to be trusted. */
  path: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  /** The content; to be read, or left, before the next entry is asked for. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Told of every piece of content that comes out of the archive, wanted or not. May throw. */
export type OnBytes = (count: number) => void;

/** Bytes of a tar's first header, the longest that tells a kind. */
const HEADER = 512;

/** Which kind is told by the first bytes, not by the name. Throws a Problem where it is none of them; damage shows as an error while reading. */
export async function* archiveEntries(file: string, onBytes: OnBytes): AsyncGenerator<ArchiveEntry> {
  const start = await firstBytes(file, HEADER).catch(() => {
    throw new Problem(`${file} cannot be opened; correct “file” in the collection's file, or put the archive there.`);
  });
  if (start.subarray(0, 2).toString('latin1') === 'PK') yield* zipEntries(file, onBytes);
  else if (start[0] === 0x1f && start[1] === 0x8b) yield* tarEntries(pipeline(createReadStream(file), createGunzip(), () => undefined), onBytes);
  else if (start.subarray(257, 262).toString('latin1') === 'ustar') yield* tarEntries(createReadStream(file), onBytes);
  else throw new Problem(`${file} is neither a zip nor a tar.gz archive; pack the pictures again as one of the two.`);
}

/** Bits of a Unix file's mode that tell what it is, and what they are for a symbolic link. */
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

async function* zipEntries(file: string, onBytes: OnBytes): AsyncGenerator<ArchiveEntry> {
  // yauzl compares each entry's real size with the size it claims. Names that it does not decode it does not judge either.
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const link = ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
      const name = nameOf(entry);
      yield {
        path: name,
        kind: link ? 'link' : name.endsWith('/') ? 'folder' : 'file',
        open: async () => {
          if (entry.isEncrypted()) throw new Problem(`${file} is locked with a password; unpack it and pack it again without one.`);
          return intact(counted(await zip.openReadStreamPromise(entry), onBytes), entry.crc32);
        },
      };
    }
  } finally {
    zip.close();
  }
}

/** Bit of an entry's flags that says that its name is in UTF-8 (APPNOTE 4.4.4). */
const UTF8 = 0x0800;

/** Many programs write UTF-8 and do not say so; hardly any name of another encoding happens to be UTF-8. All others are CP437, as APPNOTE has it. */
const nameOf = ({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }: Entry): string =>
  yauzl.getFileNameLowLevel(isUtf8(fileNameRaw) ? flags | UTF8 : flags & ~UTF8, fileNameRaw, extraFields, false);

/** What passes through; fails at the end where it is not what was packed. */
async function* intact(chunks: AsyncIterable<Uint8Array>, expected: number): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== expected) throw new Error('an entry does not match its checksum');
}

async function* tarEntries(archive: Readable, onBytes: OnBytes): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const content = counted(archive, onBytes);
  // What feeds it fails: tar-stream would go on waiting.
  content.on('error', (error) => tar.destroy(error));
  content.pipe(tar);
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      const kind = type === 'file' || type === 'contiguous-file' ? 'file' : type === 'directory' ? 'folder' : type === 'symlink' || type === 'link' ? 'link' : 'other';
      yield { path: name, kind, open: async () => contentOf(entry as AsyncIterable<Uint8Array>, content) };
      entry.resume();
    }
  } finally {
    content.destroy();
    archive.destroy();
  }
}

/** What an entry holds. To leave it before its end must not end the whole archive, as it would with the entry's own iterator. */
function contentOf(entry: AsyncIterable<Uint8Array>, archive: Readable): AsyncIterable<Uint8Array> {
  // An archive that failed before the entry was asked for: the entry itself no longer knows why.
  if (archive.errored) throw archive.errored;
  const iterator = entry[Symbol.asyncIterator]();
  return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}

/** What passes through, told of piece by piece; ends with the error that `onBytes` throws. */
function counted(stream: Readable, onBytes: OnBytes): Readable {
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      try {
        onBytes(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  // Errors of the one end the other too, and are seen by whoever reads.
  return pipeline(stream, counter, () => undefined);
}
