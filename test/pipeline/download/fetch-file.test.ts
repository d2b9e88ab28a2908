import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchFile, Unavailable } from '../../../pipeline/download/fetch-file.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fileServer, type FileServer } from './server.support.ts';

const BODY = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A server, and a place that its file is fetched to. A connection that stands still is reset once all came that was sent. */
async function place(body: Uint8Array, state: Partial<FileServer> = {}) {
  const server = Object.assign(await fileServer(Buffer.from(body)), state);
  const folder = await temporaryFolder();
  const target = path.join(folder, 'pictures.zip');
  const told: [number, number | null][] = [];
  return {
    server, told,
    /** Fetches; before each connection the server becomes what the next change says. */
    get: async (changes: readonly Partial<FileServer>[] = [], url = server.url): Promise<Buffer> => {
      const left = [...changes];
      const changing: typeof fetch = async (...words) => {
        Object.assign(server, left.shift());
        const response = await fetch(...words);
        if (server.sent === server.from) server.reset();
        return response;
      };
      const onProgress = (done: number, total: number | null): void => {
        told.push([done, total]);
        if (done === server.sent) server.reset();
      };
      await fetchFile(url, target, { fetch: changing, onProgress });
      return readFile(target);
    },
    left: async () => (await readdir(folder)).sort(),
    ranges: () => server.asked.map((headers) => headers.range),
  };
}

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Unavailable);
  expect((error as Error).message).toMatch(/^http:[^\n]+\.$/);
  return (error as Error).message;
}

const ONCE_BROKEN: Partial<FileServer> = { breakAfter: 100_000 };
const WELL: Partial<FileServer> = { breakAfter: Infinity, headers: {} };

describe('a connection that breaks off', () => {
  it('is gone on from, as often as it takes', async () => {
    const { server, get, left } = await place(BODY, ONCE_BROKEN);
    expect(sha256(await get())).toBe(sha256(BODY));
    expect(server.asked.map((headers) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined], ['bytes=100000-', '"first"'], ['bytes=200000-', '"first"'],
    ]);
    expect(await left()).toEqual(['pictures.zip']);
  });

  it('is gone on from in the next build, when nothing more comes', async () => {
    const { get, left, ranges } = await place(BODY, ONCE_BROKEN);
    expect(await sentenceOf(get([{}, { status: 500 }]))).toMatch(/the server answers 500/);
    expect(sha256(await get([{ status: null, ...WELL }]))).toBe(sha256(BODY));
    expect(ranges()).toEqual([undefined, 'bytes=100000-', 'bytes=100000-']);
    expect(await left()).toEqual(['pictures.zip']);
  });

  it.each([1, 2, 3])('right after the headers is outlived, %i times in a row', async (stalls) => {
    const { server, get } = await place(BODY);
    for (let turn = 0; turn < 10; turn += 1) {
      server.stalls = stalls;
      if (stalls < 3) expect(sha256(await get())).toBe(sha256(BODY));
      else expect(await sentenceOf(get())).toMatch(/breaks off after 0 bytes each time; build again later on a steadier connection\.$/);
    }
  });

  it('is given up when nothing comes at all', async () => {
    const { get, left } = await place(BODY, { breakAfter: 0 });
    expect(await sentenceOf(get())).toMatch(/breaks off after 0 bytes each time; build again later on a steadier connection\.$/);
    expect(await left()).toEqual([]);
  });

  it('by the person who stops the build leaves what came', async () => {
    const { server } = await place(BODY, ONCE_BROKEN);
    const stop = new AbortController();
    const target = path.join(await temporaryFolder(), 'pictures.zip');
    const stopped = fetchFile(server.url, target, { fetch, signal: stop.signal, onProgress: (done) => { if (done === 100_000) stop.abort(new Error('Stopped.')); } });
    await expect(stopped).rejects.toThrow('Stopped.');
    expect((await readFile(`${target}.part`)).length).toBeLessThanOrEqual(100_000);
    Object.assign(server, WELL);
    await fetchFile(server.url, target, { fetch });
    expect(sha256(await readFile(target))).toBe(sha256(BODY));
  });

  it('is said to be gone on from where something is kept', async () => {
    const { get, left } = await place(BODY, ONCE_BROKEN);
    expect(await sentenceOf(get([{}, { breakAfter: 0 }]))).toMatch(/breaks off after 100,000 bytes each time; what came is kept, so build again later to go on from there\.$/);
    expect(await left()).toEqual(['pictures.zip.part', 'pictures.zip.part.version']);
  });

  it('is not gone on from where the server does not name its versions', async () => {
    const { get, left, ranges } = await place(BODY, { breakAfter: 200_000, etag: null });
    expect(await sentenceOf(get())).toMatch(/breaks off after 200,000 bytes each time; build again later on a steadier connection\.$/);
    expect(await left()).toEqual([]);
    expect(sha256(await get([WELL]))).toBe(sha256(BODY));
    expect(ranges().every((range) => range === undefined)).toBe(true);
  });
});

describe('parts are joined', () => {
  const NEW = Buffer.from(BODY.map((byte) => 255 - byte));
  const DATED = { 'last-modified': 'Fri, 01 Aug 2025 10:00:00 GMT' };

  it.each<[string, Partial<FileServer>, readonly (string | undefined)[]]>([
    ['and the server compares versions', { body: NEW, etag: '"second"' }, [undefined, 'bytes=100000-']],
    ['and the server compares no versions', { body: NEW, etag: '"second"', ignoresIfRange: true }, [undefined, 'bytes=100000-', undefined]],
    ['and the server no longer names versions', { body: NEW, etag: null, ignoresIfRange: true }, [undefined, 'bytes=100000-', undefined]],
    ['to a shorter one', { body: NEW.subarray(0, 50_000), etag: '"second"', ignoresIfRange: true }, [undefined, 'bytes=100000-', undefined]],
  ])('never where the file was changed in between, %s', async (_, change, asked) => {
    const { server, get, ranges } = await place(BODY, ONCE_BROKEN);
    expect(sha256(await get([{}, { ...change, ...WELL }]))).toBe(sha256(server.body));
    expect(ranges()).toEqual(asked);
  });

  it('by the date where there is no other name of a version', async () => {
    const { get, ranges } = await place(BODY, { ...ONCE_BROKEN, etag: 'W/"weak"', ignoresIfRange: true, headers: DATED });
    expect(sha256(await get([{}, { breakAfter: Infinity }]))).toBe(sha256(BODY));
    expect(ranges()).toEqual([undefined, 'bytes=100000-']);
    const other = await place(BODY, { ...ONCE_BROKEN, etag: null, ignoresIfRange: true, headers: DATED });
    expect(sha256(await other.get([{}, { ...WELL, body: NEW, headers: { 'last-modified': 'Sat, 02 Aug 2025 10:00:00 GMT' } }]))).toBe(sha256(NEW));
  });

  it.each<[string, Partial<FileServer>]>([
    ['begins elsewhere than was asked for', { rangeStart: 50_000 }],
    ['begins at the start again', { rangeStart: 0 }],
    ['does not say where it begins', { headers: { 'content-range': null } }],
    ['does not say how long the whole is', { headers: { 'content-range': 'bytes 100000-299999/*' } }],
    ['ends behind the end of the whole', { headers: { 'content-range': 'bytes 100000-249999/250000' } }],
    ['is encoded, so that its bytes are not those of the file', { headers: { 'content-encoding': 'gzip' } }],
  ])('never where the second one %s', async (_, change) => {
    const { get, left, ranges } = await place(BODY, ONCE_BROKEN);
    expect(sha256(await get([{}, { breakAfter: Infinity, ...change }, WELL]))).toBe(sha256(BODY));
    expect(ranges()).toEqual([undefined, 'bytes=100000-', undefined]);
    expect(await left()).toEqual(['pictures.zip']);
  });

  it('and asked for until the whole is there, where a server sends no more than so much at a time', async () => {
    const { get, ranges } = await place(BODY, ONCE_BROKEN);
    const short = { breakAfter: Infinity, body: BODY.subarray(0, 200_000), headers: { 'content-range': 'bytes 100000-199999/300000' } };
    expect(sha256(await get([{}, short, { ...WELL, body: BODY }]))).toBe(sha256(BODY));
    expect(ranges()).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
  });

  it('not for ever, where a server never goes on as it is asked to', async () => {
    const { server, get, left } = await place(BODY, { ...ONCE_BROKEN, rangeStart: 0 });
    expect(await sentenceOf(get())).toMatch(/breaks off after 100,000 bytes each time; build again later on a steadier connection\.$/);
    expect(server.asked.length).toBeLessThan(8);
    expect(await left()).toEqual([]);
  });
});

describe('what is no file', () => {
  const PAGE = '\uFEFF\n<!DOCTYPE html>\n<title>Log in</title>';

  it.each([[{}], [{ 'content-length': null, 'transfer-encoding': 'chunked' }]])('is refused where it is empty, %o', async (headers) => {
    const { get, left } = await place(Buffer.alloc(0), { headers });
    expect(await sentenceOf(get())).toMatch(/ cannot be fetched: the server sends an empty file; look for the file's new address, or build again later\.$/);
    expect(await left()).toEqual([]);
  });

  it.each([
    ['its type', { 'content-type': 'text/html; charset=utf-8' }, 'Please log in.'],
    ['its type', { 'content-type': 'Application/XHTML+xml' }, '<?xml version="1.0"?>'],
    ['its beginning', {}, PAGE],
    ['its beginning', { 'content-type': 'application/zip' }, '<HTML><title>Log in</title>'],
  ])('is refused where it is a web page, by %s', async (_, headers, body) => {
    const { get, left } = await place(Buffer.from(body), { headers });
    expect(await sentenceOf(get())).toMatch(/ cannot be fetched: what comes instead is a web page, probably a login or error page; open the address in a browser to see it\.$/);
    expect(await left()).toEqual([]);
  });

  it('is a web page only where the address names none', async () => {
    const { server, get } = await place(Buffer.from(PAGE), { headers: { 'content-type': 'text/html' } });
    expect((await get([], new URL('/page.HTML?from=here.zip', server.url).href)).toString()).toBe(PAGE);
    const { get: other } = await place(Buffer.from('<htmlike>'));
    expect((await other()).toString()).toBe('<htmlike>');
  });

  it('leaves what came of the file before', async () => {
    const { get, ranges } = await place(BODY, ONCE_BROKEN);
    await sentenceOf(get([{}, { body: Buffer.from(PAGE), etag: '"page"', headers: { 'content-type': 'text/html' } }]));
    expect(sha256(await get([{ body: BODY, etag: '"first"', ...WELL }]))).toBe(sha256(BODY));
    expect(ranges().at(-1)).toBe('bytes=100000-');
  });

  it('is not encoded as its headers say', async () => {
    const { get } = await place(BODY, { headers: { 'content-encoding': 'gzip' } });
    await sentenceOf(get());
  });

  it.each([404, 500])('is the answer %i', async (status) => {
    const { get } = await place(BODY, { status });
    expect(await sentenceOf(get())).toContain(`the server answers ${status}`);
  });
});

describe('progress', () => {
  it('counts the bytes, and tells the whole at the end, whether or not the server says how long it is', async () => {
    const known = await place(BODY);
    await known.get();
    expect(known.told.every(([, total]) => total === BODY.length)).toBe(true);
    expect(known.told.filter(([done]) => done === BODY.length)).toHaveLength(1);
    const unknown = await place(BODY, { headers: { 'content-length': null, 'transfer-encoding': 'chunked' } });
    await unknown.get();
    expect(unknown.told.length).toBeGreaterThan(1);
    expect(unknown.told.slice(0, -1).every(([, total]) => total === null)).toBe(true);
    expect(unknown.told.at(-1)).toEqual([BODY.length, BODY.length]);
  });
});
