/** A server on this machine that sends one file, as badly as a test asks for. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FileServer {
  url: string;
  body: Buffer;
  etag: string | null;
  /** Sends so many bytes of an answer and no more, until `reset`. */
  breakAfter: number;
  /** Sends so many answers without a body, until `reset`. */
  stalls: number;
  /** Bytes of the file that the answer that stands still begins with, and has come to. */
  from: number;
  sent: number;
  /** Breaks off the connection that stands still; only who saw all that was sent can say when, for a reset overtakes it. */
  reset(): void;
  /** Answers with this status instead. */
  status: number | null;
  /** Sends a range of what it has now, whichever version is asked for. */
  ignoresIfRange: boolean;
  /** The byte that it sends from where a range is asked for, instead of the one that is asked for. */
  rangeStart: number | null;
  /** Headers in place of those that are right; null leaves one out. */
  headers: Record<string, string | null>;
  /** Headers of what was asked, in order. */
  asked: IncomingHttpHeaders[];
}

export async function fileServer(body: Buffer): Promise<FileServer> {
  const state: FileServer = {
    url: '', body, etag: '"first"', breakAfter: Infinity, stalls: 0, from: 0, sent: Infinity, reset: () => undefined, status: null, ignoresIfRange: false, rangeStart: null, headers: {}, asked: [],
  };
  const server = createServer((request, response) => {
    state.asked.push(request.headers);
    if (state.status) response.writeHead(state.status).end('No.');
    else answer(request, response, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data/the%20pictures.zip?version=2`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return state;
}

function answer(request: IncomingMessage, response: ServerResponse, state: FileServer): void {
  const { body, etag, breakAfter, ignoresIfRange, rangeStart } = state;
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const ranged = asked && (ignoresIfRange || request.headers['if-range'] === etag);
  const start = ranged ? rangeStart ?? Number(asked[1]) : 0;
  if (asked && start >= body.length) {
    response.writeHead(416).end();
    return;
  }
  const rest = body.subarray(start);
  const headers = { 'content-length': String(rest.length), etag, 'content-range': ranged ? `bytes ${start}-${body.length - 1}/${body.length}` : null, ...state.headers };
  response.writeHead(ranged ? 206 : 200, Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) as Record<string, string>);
  const sent = state.stalls-- > 0 ? 0 : breakAfter;
  if (sent >= rest.length) {
    Object.assign(state, { from: start, sent: Infinity });
    response.end(rest);
    return;
  }
  Object.assign(state, { from: start, sent: start + sent, reset: () => request.socket.resetAndDestroy() });
  response.flushHeaders();
  response.write(rest.subarray(0, sent));
}
