/** Fetches one file to disk. What was interrupted goes on where it stopped, as long as the server still has the same file. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asProblem, codeOf } from '../ground/disk.ts';
import { firstBytes } from '../ground/first-bytes.ts';
import { Problem } from '../ground/problem.ts';
import { beginsWebPage, continues, isWebPage, totalOf, versionOf } from './answer.ts';
import { beginPart, dropPart, readPart, sizeOf, type Part } from './part.ts';

/** Thrown where a file cannot be had now: no network, or the server refuses. The file itself is not known to be wrong. */
export class Unavailable extends Problem {
  override name = 'Unavailable';
}

export interface FetchOptions {
  fetch: typeof globalThis.fetch;
  /** Bytes so far, and in all where the server tells; once the file is whole they are told to be all. */
  onProgress?: (done: number, total: number | null) => void;
  signal?: AbortSignal;
}

/** Connections that may end early in a row without a further byte before it is given up. */
const FRUITLESS = 3;

/**
 * Fetches `url` into `target` (RFC 9110: Range with If-Range) and moves it there when it is whole; until then it lies beside
 * it as `.part`. Throws Unavailable where it cannot be had, as where an empty file or a web page comes in its place, and a
 * Problem where the disk refuses.
 */
export async function fetchFile(url: string, target: string, options: FetchOptions): Promise<void> {
  const part = `${target}.part`;
  await mkdir(path.dirname(target), { recursive: true }).catch((error: unknown) => { throw asProblem(error, target); });
  let most = (await readPart(part)).bytes;
  for (let fruitless = 0; fruitless < FRUITLESS;) {
    if (await fetchOnce(url, part, options)) {
      await refuseOther(url, part);
      await rename(part, target);
      await dropPart(part);
      return;
    }
    const bytes = await sizeOf(part);
    fruitless = bytes > most ? 0 : fruitless + 1;
    most = Math.max(most, bytes);
  }
  const kept = (await readPart(part)).bytes > 0;
  if (!kept) await dropPart(part);
  throw new Unavailable(`${url} breaks off after ${most.toLocaleString('en')} bytes each time; ${kept ? 'what came is kept, so build again later to go on from there' : 'build again later on a steadier connection'}.`);
}

/** True when the file is whole. False when the connection ended early, or what came does not belong to what there is. */
async function fetchOnce(url: string, part: string, options: FetchOptions): Promise<boolean> {
  const known = await readPart(part);
  const response = await ask(url, known, options);
  if (response.status === 416 || (response.status === 206 && !continues(response, known))) {
    await leave(response);
    await dropPart(part);
    return false;
  }
  const total = totalOf(response);
  if (!await receive(response, response.status === 206 ? known.bytes : 0, total, part, options)) return false;
  const size = await sizeOf(part);
  // More than there should be can only be something else.
  if (total !== null && size > total) await dropPart(part);
  if (total !== null && size !== total) return false;
  if (total === null) options.onProgress?.(size, size);
  return true;
}

/** The server's answer. Throws Unavailable where there is none, or none that could be the file. */
async function ask(url: string, { bytes, version }: Part, { fetch, signal }: FetchOptions): Promise<Response> {
  // Without compression on the way, so that lengths count bytes of the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity', ...(bytes > 0 && { range: `bytes=${bytes}-`, 'if-range': version }) };
  const response = await fetch(url, { headers, ...(signal && { signal }) }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new Unavailable(`${url} cannot be reached (${causeOf(error)}); connect to the network and build again.`);
  });
  if (response.status === 416 || (response.ok && response.body && !(isWebPage(response) && !namesWebPage(url)))) return response;
  await leave(response);
  if (response.ok && response.body) throw webPage(url);
  throw new Unavailable(`${url} cannot be fetched: the server answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}; look for the file's new address, or build again later.`);
}

/** Writes what the answer holds to the part, from byte `start` on. False when the connection ended early: what came before is written all the same. */
async function receive(response: Response, start: number, total: number | null, part: string, { onProgress, signal }: FetchOptions): Promise<boolean> {
  let done = start;
  let whole = false;
  const arriving = async function* (): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        done += chunk.length;
        onProgress?.(done, total);
        yield chunk;
      }
      whole = true;
    } catch {
      // Thrown on, it would have the file closed before all that came is in it.
    }
  };
  try {
    if (start === 0) await beginPart(part, versionOf(response));
    await pipeline(arriving, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }), { ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw asProblem(error, part);
  }
  signal?.throwIfAborted();
  return whole;
}

/** Throws Unavailable, and keeps nothing, where what came whole cannot be the file. */
async function refuseOther(url: string, part: string): Promise<void> {
  const start = await firstBytes(part, 512);
  if (start.length > 0 && (namesWebPage(url) || !beginsWebPage(start))) return;
  await dropPart(part);
  if (start.length > 0) throw webPage(url);
  throw new Unavailable(`${url} cannot be fetched: the server sends an empty file; look for the file's new address, or build again later.`);
}

const webPage = (url: string): Unavailable =>
  new Unavailable(`${url} cannot be fetched: what comes instead is a web page, probably a login or error page; open the address in a browser to see it.`);

const namesWebPage = (url: string): boolean => /\.html?$/i.test(new URL(url).pathname);

/** Lets go of a connection whose answer nobody reads. */
const leave = async (response: Response): Promise<void> => { await response.body?.cancel().catch(() => undefined); };

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return codeOf(cause) || (cause instanceof Error ? cause.message : String(cause));
}
