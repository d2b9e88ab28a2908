/** The beginning of a file. */
import { createReadStream } from 'node:fs';

/** The first bytes of a file, as many as there are of `count` (1 or more). Throws the disk's error where the file cannot be read. */
export async function firstBytes(file: string, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // A stream, because a single read may bring fewer bytes than there are.
  for await (const chunk of createReadStream(file, { end: count - 1, highWaterMark: count })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
