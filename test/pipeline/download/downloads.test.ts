import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openDownloads, whence } from '../../../pipeline/download/downloads.ts';
import { Unavailable } from '../../../pipeline/download/fetch-file.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fileServer } from './server.support.ts';

const BODY = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const problemOf = async (work: Promise<unknown>): Promise<Error> => {
  const error: unknown = await work.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  return error as Error;
};

async function place(data?: string, through: typeof fetch = fetch) {
  const root = await temporaryFolder();
  const folder = path.join(root, 'cache/downloads');
  const lockFile = path.join(root, 'content/downloads.lock.yaml');
  const told: [string, number, number | null][] = [];
  /** Opens anew each time, as a new build does. */
  const obtain = (url: string, name?: string) => openDownloads({
    folder, lockFile, data, fetch: through, onProgress: (...step) => told.push(step),
  }).obtain({ url, data: name });
  return { folder, lockFile, told, obtain };
}

describe('downloads', () => {
  it('fetches a file once, records its hash and tells of the progress', async () => {
    const server = await fileServer(BODY);
    const { folder, lockFile, told, obtain } = await place();
    const file = await obtain(server.url);
    expect(path.basename(file)).toMatch(/^[0-9a-f]{12}-the-pictures\.zip$/);
    expect(await readFile(file)).toEqual(BODY);
    expect(await readdir(folder)).toEqual([path.basename(file)]);
    expect(parse(await readFile(lockFile, 'utf8'))).toEqual({ [server.url]: { sha256: sha256(BODY), bytes: BODY.length } });
    expect(told.at(-1)).toEqual(['the-pictures.zip', BODY.length, BODY.length]);
    expect(await obtain(server.url)).toBe(file);
    expect(server.asked).toHaveLength(1);
  });

  it('asks once for what two collections want', async () => {
    const server = await fileServer(BODY);
    const { folder, lockFile } = await place();
    const downloads = openDownloads({ folder, lockFile, fetch });
    const files = await Promise.all([downloads.obtain({ url: server.url }), downloads.obtain({ url: server.url })]);
    expect(files[0]).toBe(files[1]);
    expect(server.asked).toHaveLength(1);
  });

  it('records all of several that come at the same time', async () => {
    const server = await fileServer(BODY);
    const { folder, lockFile } = await place();
    const urls = Array.from({ length: 12 }, (_, index) => `${server.url}&part=${index}`);
    const downloads = openDownloads({ folder, lockFile, fetch });
    await Promise.all(urls.map((url) => downloads.obtain({ url })));
    expect(Object.keys(parse(await readFile(lockFile, 'utf8')) as object).sort()).toEqual([...urls].sort());
    expect(await readdir(path.dirname(lockFile))).toEqual([path.basename(lockFile)]);
  });

  it('refuses other bytes than those recorded, and keeps nothing of them', async () => {
    const server = await fileServer(BODY);
    const { folder, lockFile, obtain } = await place();
    await mkdir(path.dirname(lockFile), { recursive: true });
    await writeFile(lockFile, `${server.url}:\n  sha256: "${'0'.repeat(64)}"\n  bytes: 3\n`);
    const error = await problemOf(obtain(server.url));
    expect(error.message).toMatch(/^What http.* sends is not the file that .*downloads\.lock\.yaml records .*; if you trust the new one, remove that entry and build again\.$/);
    expect(error).not.toBeInstanceOf(Unavailable);
    expect(await readdir(folder)).toEqual([]);
  });

  it('fetches again what was damaged on disk', async () => {
    const server = await fileServer(BODY);
    const { obtain } = await place();
    await writeFile(await obtain(server.url), 'damaged');
    expect(sha256(await readFile(await obtain(server.url)))).toBe(sha256(BODY));
  });

  it('says in one sentence where it looked when there is no network', async () => {
    const { folder, obtain } = await place('/nowhere/data');
    const error = await problemOf(obtain('http://127.0.0.1:1/weights.h5'));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.message).toBe(`weights.h5 is not in ${folder}, nor in /nowhere/data (GALLERY_DATA), and http://127.0.0.1:1/weights.h5 cannot be reached (${/\((\w+|[^)]+)\); connect/.exec(error.message)![1]}); connect to the network and build again.`);
  });

  it('says so when the record of hashes is damaged', async () => {
    const server = await fileServer(BODY);
    const { lockFile, obtain } = await place();
    await mkdir(path.dirname(lockFile), { recursive: true });
    await writeFile(lockFile, 'a: [');
    expect((await problemOf(obtain(server.url))).message).toMatch(/downloads\.lock\.yaml is not as the build wrote it/);
  });
});

describe('what is missing', () => {
  const url = 'https://example.org/model.json';
  async function stock(held: Record<string, string>) {
    const root = await temporaryFolder();
    const lockFile = path.join(root, 'lock.yaml');
    await writeFile(lockFile, `${url}: { sha256: ${'a'.repeat(64)}, bytes: 1200000 }\n`);
    await mkdir(path.join(root, 'data'));
    for (const [name, content] of Object.entries(held)) await writeFile(path.join(root, 'data', name), content);
    return openDownloads({ folder: path.join(root, 'downloads'), lockFile, data: path.join(root, 'data'), fetch: () => expect.fail('fetched') });
  }

  it('is as large as somebody says who counts what belongs to it, else as recorded', async () => {
    const downloads = await stock({});
    expect(await downloads.missing([{ url, megabytes: 10 }])).toEqual([{ url, name: 'model.json', megabytes: 10 }]);
    expect(await downloads.missing([{ url }])).toEqual([{ url, name: 'model.json', megabytes: 1.2 }]);
    const [file] = await downloads.missing([{ url: 'https://example.org/b.zip' }]);
    expect(file!.megabytes).toBeNull();
    expect([whence({ url, name: 'model.json', megabytes: 10.3 }), whence({ url, name: 'model.json', megabytes: 0.01 }), whence(file!)])
      .toEqual(['about 10 MB, from https://example.org', 'about 1 MB, from https://example.org', 'from https://example.org']);
  });

  it('is a file that names others too, until they are all there', async () => {
    const remote = { url, names: async (file: string) => (JSON.parse(await readFile(file, 'utf8')) as string[]).map((name) => ({ url: new URL(name, url).href })) };
    const missing = async (held: Record<string, string>) => (await (await stock(held)).missing([remote])).map(({ name }) => name);
    expect(await missing({})).toEqual(['model.json']);
    expect(await missing({ 'model.json': '["one", "two"]', one: '1' })).toEqual(['model.json']);
    expect(await missing({ 'model.json': '["one", "tw' })).toEqual(['model.json']);
    expect(await missing({ 'model.json': '["one", "two"]', one: '1', two: '2' })).toEqual([]);
  });
});

it('takes an address that is no proper one', async () => {
  const root = await temporaryFolder();
  await writeFile(path.join(root, '100-.zip'), 'all');
  const downloads = openDownloads({ folder: path.join(root, 'downloads'), lockFile: path.join(root, 'lock.yaml'), data: root, fetch: () => expect.fail('fetched') });
  expect(await downloads.obtain({ url: 'https://example.org/100%.zip' })).toBe(path.join(root, '100-.zip'));
  expect(await downloads.missing([{ url: 'https://example.org/100%.zip' }])).toEqual([]);
});

describe('the folder that GALLERY_DATA names', () => {
  it('is looked into first, for a file or for the folder that stands for it', async () => {
    const data = await temporaryFolder();
    await mkdir(path.join(data, 'pictures'));
    await writeFile(path.join(data, 'the-pictures.zip'), 'from the data folder');
    const { obtain, lockFile } = await place(data);
    const never = 'http://127.0.0.1:1/the-pictures.zip';
    expect(await obtain(never)).toBe(path.join(data, 'the-pictures.zip'));
    expect(await obtain(never, 'pictures')).toBe(path.join(data, 'pictures'));
    await expect(readFile(lockFile)).rejects.toThrow();
  });

  it('must hold the bytes that are recorded', async () => {
    const data = await temporaryFolder();
    await writeFile(path.join(data, 'a.zip'), 'other');
    const { obtain, lockFile } = await place(data);
    await mkdir(path.dirname(lockFile), { recursive: true });
    await writeFile(lockFile, `http://127.0.0.1:1/a.zip: { sha256: ${sha256(Buffer.from('wanted'))}, bytes: 6 }\n`);
    expect((await problemOf(obtain('http://127.0.0.1:1/a.zip'))).message).toMatch(/a\.zip is not the file that .* records/);
  });
});
