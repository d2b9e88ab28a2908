/** What an answer of a server says of the file that it sends (RFC 9110). */
import type { Part } from './part.ts';

/** What the server calls this version of the file: only a strong name (13.1.5) lets a later part be joined to an earlier one. */
export function versionOf(answer: Response): string | null {
  // Ranges of an encoded file count other bytes than those that arrive here.
  if (isEncoded(answer)) return null;
  const tag = answer.headers.get('etag');
  return tag && !tag.startsWith('W/') ? tag : answer.headers.get('last-modified');
}

/**
 * Whether the bytes of a 206 belong behind those that there are; where there are none, whether it sends the beginning.
 * If-Range should have seen to that, but there are servers that do not know it.
 */
export function continues(answer: Response, { bytes, version }: Part): boolean {
  const range = rangeOf(answer);
  return range?.start === bytes && range.total !== null && (bytes === 0 || versionOf(answer) === version);
}

/** Bytes of the whole file, or null where the answer does not tell. */
export function totalOf(answer: Response): number | null {
  if (answer.status === 206) return rangeOf(answer)?.total ?? null;
  const length = answer.headers.get('content-length');
  return length === null || isEncoded(answer) ? null : Number(length);
}

/** Whether it says to be a web page. */
export const isWebPage = (answer: Response): boolean => /^(text\/html|application\/xhtml\+xml)\b/i.test(answer.headers.get('content-type') ?? '');

/** Whether these are the first bytes of a web page. */
export const beginsWebPage = (bytes: Uint8Array): boolean => /^\s*<(!doctype\s+html|html)[\s>]/i.test(new TextDecoder().decode(bytes));

function rangeOf(answer: Response): { start: number; total: number | null } | null {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers.get('content-range') ?? '');
  return range && { start: Number(range[1]), total: range[2] === '*' ? null : Number(range[2]) };
}

const isEncoded = (answer: Response): boolean => !/^(identity)?$/i.test(answer.headers.get('content-encoding') ?? '');
