/** A server on this machine that sends one file, as badly as a test asks for. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FileServer {
  url: string;
  body: Buffer;
  etag: string | null;
  /** Breaks the connection off after so many bytes of an answer. */
  breakAfter: number;
  /** Answers with this status instead. */
  status: number | null;
  /** Headers of what was asked, in order. */
  asked: IncomingHttpHeaders[];
}

export async function fileServer(body: Buffer): Promise<FileServer> {
  const state: FileServer = { url: '', body, etag: '"first"', breakAfter: Infinity, status: null, asked: [] };
  const server = createServer((request, response) => {
    state.asked.push(request.headers);
    if (state.status) {
      response.writeHead(state.status).end('No.');
      return;
    }
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const start = range && request.headers['if-range'] === state.etag ? Number(range[1]) : 0;
    if (start >= state.body.length && range) {
      response.writeHead(416).end();
      return;
    }
    send(response, start, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data/the%20pictures.zip?version=2`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return state;
}

function send(response: ServerResponse, start: number, { body, etag, breakAfter }: FileServer): void {
  const rest = body.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': rest.length, ...(etag && { etag }), ...(start > 0 && { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` }),
  });
  if (rest.length <= breakAfter) response.end(rest);
  else response.write(rest.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 20));
}
