/** Serves a folder under a sub-path, as GitHub Pages does: index.html for folders, 404.html for what is missing. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.webp': 'image/webp', '.png': 'image/png', '.woff2': 'font/woff2', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
  '.arrow': 'application/octet-stream',
};
const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.xml', '.txt', '.arrow']);

export interface StaticServer {
  /** Address of the site's root, with the base and a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. `base` starts and ends with a slash. */
export async function serve(folder: string, base: string): Promise<StaticServer> {
  const server: Server = createServer((request, response) => {
    void answer(folder, base, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)).then(({ status, file, body }) => {
      const extension = path.extname(file);
      const headers: Record<string, string> = { 'content-type': types[extension] ?? 'application/octet-stream' };
      if (compressed.has(extension)) headers['content-encoding'] = 'gzip';
      response.writeHead(status, headers).end(compressed.has(extension) ? gzipSync(body) : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

async function answer(folder: string, base: string, address: string): Promise<{ status: number; file: string; body: Buffer }> {
  const inside = address.startsWith(base) ? path.join(folder, address.slice(base.length)) : null;
  if (inside?.startsWith(folder)) {
    const isFolder = await stat(inside).then((found) => found.isDirectory(), () => false);
    const file = isFolder ? path.join(inside, 'index.html') : inside;
    const body = await readFile(file).catch(() => null);
    if (body) return { status: 200, file, body };
  }
  const missing = path.join(folder, '404.html');
  return { status: 404, file: missing, body: await readFile(missing).catch(() => Buffer.from('Not found')) };
}
