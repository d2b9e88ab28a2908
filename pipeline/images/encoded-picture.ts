/** A picture as it lies in its file: JPEG, PNG, WebP, SVG … Its bytes are read when they are needed, so that ten thousand photographs never lie in memory together. */
import { createHash } from 'node:crypto';

export interface EncodedPicture {
  /** SHA-256 of the bytes, in hexadecimal: what stages made from the picture are kept by. */
  readonly hash: string;
  /** The bytes. Throws a Problem where the file is gone or was changed since it was hashed. */
  read(): Promise<Uint8Array>;
}

/** A picture whose bytes are at hand. */
export const inMemory = (bytes: Uint8Array): EncodedPicture =>
  ({ hash: createHash('sha256').update(bytes).digest('hex'), read: () => Promise.resolve(bytes) });
