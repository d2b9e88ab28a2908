/** Which galleries this code reads, and what it says of others. Small, because every map loads it; the whole schema is in manifest.ts. */

export const FORMAT = 'latent-gallery';
/** Raised whenever a reader of the former version would misread a gallery. */
export const FORMAT_VERSION = 2;

/** Thrown when a gallery cannot be read; the message is one sentence for a person. */
export class GalleryError extends Error {
  override name = 'GalleryError';
}

/** Throws a GalleryError where parsed JSON is no manifest of this version. `where` names the file in the message. */
export function checkFormat(json: unknown, where: string): void {
  const { format, version } = (typeof json === 'object' && json !== null ? json : {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT || typeof version !== 'number') throw new GalleryError(`${where} is not the manifest of a gallery; build the gallery again.`);
  if (version !== FORMAT_VERSION) {
    throw new GalleryError(`${where} has format version ${version}, but this page reads version ${FORMAT_VERSION}; build the gallery again with this version of Latent Gallery.`);
  }
}
