/** Fetches one file to disk. What was interrupted goes on where it stopped, as long as the server still has the same file. */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asProblem, codeOf } from '../disk.ts';
import { Problem } from '../problem.ts';

/** Thrown where a file cannot be had now: no network, or the server refuses. The file itself is not known to be wrong. */
export class Unavailable extends Problem {
  override name = 'Unavailable';
}

export interface FetchOptions {
  fetch: typeof globalThis.fetch;
  /** Bytes so far, and in all where the server tells. */
  onProgress?: (done: number, total: number | null) => void;
  signal?: AbortSignal;
}

/** Connections that may end early in a row without a further byte before it is given up. */
const FRUITLESS = 3;

/**
 * Fetches `url` into `target` (RFC 9110: Range with If-Range) and moves it there when it is whole; until then it lies beside
 * it as `.part`. Throws Unavailable where it cannot be had, and a Problem where the disk refuses.
 */
export async function fetchFile(url: string, target: string, options: FetchOptions): Promise<void> {
  const part = `${target}.part`;
  await mkdir(path.dirname(target), { recursive: true }).catch((error: unknown) => { throw asProblem(error, target); });
  for (let fruitless = 0; fruitless < FRUITLESS;) {
    const before = await sizeOf(part);
    if (await fetchOnce(url, part, options)) {
      await rename(part, target);
      await rm(versionFile(part), { force: true });
      return;
    }
    fruitless = await sizeOf(part) > before ? 0 : fruitless + 1;
  }
  throw new Unavailable(`${url} breaks off after ${(await sizeOf(part)).toLocaleString('en')} bytes each time; what came is kept, so build again later to go on from there.`);
}

/** True when the file is whole. False when the connection ended early: what came so far is kept. */
async function fetchOnce(url: string, part: string, { fetch, onProgress, signal }: FetchOptions): Promise<boolean> {
  const version = await readFile(versionFile(part), 'utf8').catch(() => '');
  const have = version ? await sizeOf(part) : 0;
  // Without compression on the way, so that lengths count bytes of the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-`, 'if-range': version }) };
  const response = await fetch(url, { headers, ...(signal && { signal }) }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new Unavailable(`${url} cannot be reached (${causeOf(error)}); connect to the network and build again.`);
  });
  if (response.status === 416) {
    await rm(part, { force: true });
    return false;
  }
  if (!response.ok || !response.body) {
    throw new Unavailable(`${url} cannot be fetched: the server answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}; look for the file's new address, or build again later.`);
  }
  const start = response.status === 206 ? have : 0;
  const total = totalOf(response, start);
  let done = start;
  const count = async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      done += chunk.length;
      onProgress?.(done, total);
      yield chunk;
    }
  };
  try {
    await rememberVersion(response, part);
    // Made in the very step that reads it: an error of a stream that nobody reads yet would end the process.
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, count, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }), { ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Problem || asProblem(error, part) !== error) throw asProblem(error, part);
    return false;
  }
  return total === null || done >= total;
}

/** What the server calls this version of the file: only a strong name (RFC 9110, 13.1.5) lets a later part be joined to an earlier one. */
async function rememberVersion(response: Response, part: string): Promise<void> {
  const tag = response.headers.get('etag');
  const version = tag && !tag.startsWith('W/') ? tag : response.headers.get('last-modified');
  if (version) await writeFile(versionFile(part), version);
  else await rm(versionFile(part), { force: true });
}

const versionFile = (part: string): string => `${part}.version`;

/** Bytes of the whole file. */
function totalOf(response: Response, start: number): number | null {
  const length = response.headers.get('content-length');
  return length === null ? null : start + Number(length);
}

const sizeOf = (file: string): Promise<number> => stat(file).then((found) => found.size, () => 0);

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return codeOf(cause) || (cause instanceof Error ? cause.message : String(cause));
}
