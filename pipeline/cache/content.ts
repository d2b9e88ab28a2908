/** Bytes on disk by key, checked against their checksum whenever they are read. */
import cacache from 'cacache';
import { asProblem } from '../ground/disk.ts';

interface Kept {
  bytes: Buffer;
  metadata: unknown;
}

/** What is kept under `key`; null where nothing is, or nothing whole. */
export async function readKept(folder: string, key: string): Promise<Kept | null> {
  return cacache.get(folder, key).then(({ data, metadata }) => ({ bytes: data, metadata: metadata as unknown }), () => null);
}

/** Keeps bytes in place of what is there. Throws a Problem where the disk is full or may not be written. */
export async function writeKept(folder: string, key: string, bytes: Uint8Array, metadata: object): Promise<void> {
  try {
    // A damaged file is taken away first: cacache writes no content that seems to be there already.
    const former = await cacache.get.info(folder, key).catch(() => null);
    if (former) await cacache.rm.content(folder, former.integrity);
    await cacache.put(folder, key, Buffer.from(bytes), { metadata });
  } catch (error) {
    throw asProblem(error, folder);
  }
}
