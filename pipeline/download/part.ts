/** What came of a file that is not whole yet: `.part` holds its first bytes, `.part.version` what the server calls that version of the file. */
import { readFile, rm, stat, writeFile } from 'node:fs/promises';

export interface Part {
  bytes: number;
  /** Empty where there is nothing to go on from. */
  version: string;
}

/** What there is to go on from. Bytes of a version without a name are worth nothing. */
export async function readPart(part: string): Promise<Part> {
  const version = await readFile(versionFile(part), 'utf8').catch(() => '');
  const bytes = version ? await sizeOf(part) : 0;
  return { bytes, version: bytes > 0 ? version : '' };
}

/** Makes room for a file from its first byte on. */
export async function beginPart(part: string, version: string | null): Promise<void> {
  // In this order: whenever the process is killed, no bytes lie under the name of another version.
  await dropPart(part);
  if (version) await writeFile(versionFile(part), version);
}

export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(versionFile(part), { force: true });
}

export const sizeOf = (file: string): Promise<number> => stat(file).then((found) => found.size, () => 0);

const versionFile = (part: string): string => `${part}.version`;
