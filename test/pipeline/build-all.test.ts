import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { buildCollections } from '../../pipeline/build-all.ts';
import { archivesFolder } from '../../pipeline/cache/folder.ts';
import { dropUnused } from '../../pipeline/cache/unused.ts';
import { Problem } from '../../pipeline/ground/problem.ts';
import { nearestNeighbours } from '../../pipeline/similarity/neighbours.ts';
import { openGallery } from '../../src/gallery/read.ts';
import { temporaryFolder } from '../support/folder.ts';
import { zipOf } from './sources/archive/archives.support.ts';

vi.mock('../../pipeline/similarity/neighbours.ts', async (original) => {
  const module = await original<typeof import('../../pipeline/similarity/neighbours.ts')>();
  return { ...module, nearestNeighbours: vi.fn(module.nearestNeighbours) };
});

/** A project with two collections of three plain pictures each. */
async function project(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  await mkdir(path.join(root, 'pictures'));
  for (const [index, background] of ['#c00', '#0c0', '#00c'].entries()) {
    await sharp({ create: { width: 30, height: 20 + index, channels: 3, background } }).png().toFile(path.join(root, `pictures/p${index}.png`));
  }
  for (const id of ['one', 'two']) {
    await writeFile(path.join(root, `content/collections/${id}.yaml`),
      `title: ${id}\ndescription: Test.\nsource: { type: folder, folder: pictures }\nencoders: [{ type: pixels, size: [8, 8] }]\n`);
  }
  return root;
}

function build(root: string, ids: string[] = [], more: Partial<Parameters<typeof buildCollections>[0]> = {}) {
  const said: string[] = [];
  const progress = { say: (line: string) => { said.push(line); }, step: () => undefined, end: () => undefined };
  return buildCollections({ root, cache: path.join(root, '.cache'), ids, clock: () => 0, progress, ...more }).then((reports) => ({ reports, said }));
}

describe('buildCollections', () => {
  it('builds all collections, keeps a report of each and says what was published', async () => {
    const root = await project();
    const { reports, said } = await build(root);
    expect(reports.map((report) => report.id)).toEqual(['one', 'two']);
    expect((await readdir(path.join(root, 'public/galleries'))).sort()).toEqual(['one', 'two']);
    expect((await readdir(path.join(root, '.cache/reports'))).sort()).toEqual(['one.json', 'two.json']);
    expect(said).toContain('  3 of 3 published, in 0 s');
  });

  it('tells of each picture that is left out why, and its name once', async () => {
    const root = await project();
    await writeFile(path.join(root, 'pictures/raw.cr2'), 'raw');
    const { said } = await build(root, ['one']);
    expect(said.slice(-2)).toEqual(['  raw.cr2 is not developed yet; save it as JPEG, PNG or TIFF beside it.', '  3 of 4 published, 1 not, in 0 s']);
  });

  it('builds only those named, and leaves the others published', async () => {
    const root = await project();
    await build(root);
    const { reports } = await build(root, ['two']);
    expect(reports.map((report) => report.id)).toEqual(['two']);
    expect((await readdir(path.join(root, 'public/galleries'))).sort()).toEqual(['one', 'two']);
  });

  it('removes galleries whose collection is gone and what a killed build left behind', async () => {
    const root = await project();
    for (const stray of ['gone', 'one.building']) await mkdir(path.join(root, 'public/galleries', stray), { recursive: true });
    await build(root);
    expect((await readdir(path.join(root, 'public/galleries'))).sort()).toEqual(['one', 'two']);
  });

  it('remembers the archive that it unpacked, so that only those before it are dropped', async () => {
    const root = await project();
    const cache = path.join(root, '.cache');
    const names = [0, 1, 2].map((index) => `p${index}.png`);
    const pictures = await Promise.all(names.map(async (name) => ({ name, content: await readFile(path.join(root, 'pictures', name)) })));
    await writeFile(path.join(root, 'content/collections/packed.yaml'), 'title: Packed\ndescription: Test.\nsource: { type: archive, file: a.zip }\nencoders: [{ type: pixels, size: [8, 8] }]\n');
    const unpacked = () => readdir(archivesFolder(cache));
    await writeFile(path.join(root, 'a.zip'), zipOf(pictures));
    await build(root, ['packed']);
    const [former] = await unpacked();
    await writeFile(path.join(root, 'a.zip'), zipOf(pictures.toReversed()));
    await build(root, ['packed']);
    await build(root, ['packed']);
    expect(await unpacked()).toHaveLength(2);
    expect((await dropUnused(cache, new Set(['one', 'two', 'packed']))).bytes).toBeGreaterThan(0);
    expect(await unpacked()).toEqual([expect.not.stringContaining(former!)]);
  });

  it('remembers what a build that failed came to beside what the last whole one needs', async () => {
    const root = await project();
    const [cache, file] = [path.join(root, '.cache'), path.join(root, 'content/collections/one.yaml')];
    const clean = () => dropUnused(cache, new Set(['one', 'two']));
    const fails = () => vi.mocked(nearestNeighbours).mockRejectedValueOnce(new Error('no more'));
    fails();
    await expect(build(root, ['one'])).rejects.toThrow('no more');
    expect(await clean()).toMatchObject({ results: 0 });
    await build(root, ['one']);
    await writeFile(file, (await readFile(file, 'utf8')).replace('size: [8, 8]', 'size: [9, 8]'));
    fails();
    await expect(build(root, ['one'])).rejects.toThrow('no more');
    expect(await clean()).toMatchObject({ results: 0 });
    await build(root, ['one']);
    expect((await clean()).results).toBeGreaterThan(0);
  });

  it('refuses an unknown name and lists those there are', async () => {
    await expect(build(await project(), ['three'])).rejects.toThrow(/no collection “three” in content\/collections; there are: one, two\./);
  });

  it('stops when it is told to, and publishes nothing', async () => {
    const root = await project();
    await expect(build(root, [], { signal: AbortSignal.abort(new Problem('Stopped.')) })).rejects.toThrow('Stopped.');
    expect(await readdir(path.join(root, 'public/galleries')).catch(() => [])).toEqual([]);
    expect((await build(root)).reports).toHaveLength(2);
  });

  it('stops in the midst of every search for neighbours', async () => {
    const labelled = async (): Promise<string> => {
      const root = await project();
      for (const kind of ['warm', 'cold']) await cp(path.join(root, 'pictures'), path.join(root, 'labelled', kind), { recursive: true });
      const file = path.join(root, 'content/collections/one.yaml');
      await writeFile(file, (await readFile(file, 'utf8')).replace('folder: pictures', 'folder: labelled'));
      return root;
    };
    const searches = vi.mocked(nearestNeighbours).mockClear();
    await build(await labelled(), ['one']);
    const count = searches.mock.calls.length;
    expect(count).toBeGreaterThan(1);
    const search = searches.getMockImplementation()!;
    for (let stopped = 0; stopped < count; stopped += 1) {
      const stop = new AbortController();
      searches.mockReset();
      for (let before = 0; before < stopped; before += 1) searches.mockImplementationOnce(search);
      searches.mockImplementationOnce(async (...given) => {
        stop.abort(new Problem('Stopped.'));
        return search(...given);
      });
      await expect(build(await labelled(), ['one'], { signal: stop.signal })).rejects.toThrow('Stopped.');
      await expect(searches.mock.results.at(-1)!.value).rejects.toThrow('Stopped.');
    }
  });

  it('fetches for an optional collection only when it is named, and otherwise says what would be fetched from where', async () => {
    const root = await project();
    const file = path.join(root, 'content/collections/far.yaml');
    const far = 'title: Far\ndescription: Test.\nsource: { type: archive, url: "http://127.0.0.1:1/far.zip", megabytes: 137 }\nencoders: [{ type: pixels }]\norder: 1\n';
    await writeFile(file, `${far}optional: true\n`);
    const asked: string[] = [];
    const fetch = (address: unknown) => {
      asked.push(String(address));
      return Promise.reject(new TypeError('no network'));
    };
    const { reports, said } = await build(root, [], { fetch });
    expect(reports.map((report) => report.id)).toEqual(['one', 'two']);
    expect(asked).toEqual([]);
    expect(said.filter((line) => line.includes('Left out'))).toEqual([
      '  Left out, because far.zip (about 137 MB, from http://127.0.0.1:1) is not on hand; “npm run gallery -- build far” fetches it.',
    ]);
    const named = await build(root, ['far'], { fetch });
    expect(asked).toEqual(['http://127.0.0.1:1/far.zip']);
    expect(named.said.find((line) => line.includes('Left out'))).toMatch(/^ {2}Left out, because it is optional: far\.zip is not in .*\.cache\/downloads, .* and http:\/\/127\.0\.0\.1:1\/far\.zip cannot be reached .*\.$/);
    await writeFile(file, far);
    await expect(build(root, [], { fetch })).rejects.toMatchObject({ name: 'Unavailable', message: expect.stringContaining('far.zip cannot be reached') });
  });

  it('ends the line of progress after each collection and after an encoder that is left out, so that the next begins with nothing', async () => {
    const root = await project();
    await writeFile(path.join(root, 'content/collections/one.yaml'), 'title: one\ndescription: Test.\nsource: { type: folder, folder: pictures }\n'
      + 'encoders: [{ type: onnx, name: Far, model: "http://127.0.0.1:1/far.onnx", input: { size: 8 }, optional: true }, { type: pixels, size: [8, 8] }]\n');
    await writeFile(path.join(root, 'content/collections/three.yaml'),
      'title: three\ndescription: Test.\nsource: { type: archive, url: "http://127.0.0.1:1/far.zip" }\nencoders: [{ type: pixels }]\noptional: true\n');
    const events: string[] = [];
    const progress = {
      say: (line: string) => { if (/^ {2}Left out|published|^\w+ \(\w+\)$/.test(line)) events.push(line.slice(0, 12).trim()); },
      step: () => { if (events.at(-1) !== 'a step') events.push('a step'); },
      end: () => { if (events.at(-1) !== 'the end') events.push('the end'); },
    };
    await build(root, ['one', 'three', 'two'], { progress, fetch: () => Promise.reject(new TypeError('no network')) });
    expect(events).toEqual([
      'one (one)', 'a step', 'the end', 'Left out f', 'the end', 'a step', 'the end', '3 of 3 pub',
      'three (three', 'the end', 'Left out,', 'two (two)', 'a step', 'the end', '3 of 3 pub',
    ]);
  });

  it('builds an optional collection unasked where its pictures are on hand', async () => {
    const root = await project();
    await writeFile(path.join(root, 'content/collections/far.yaml'),
      'title: Far\ndescription: Test.\nsource: { type: archive, url: "http://127.0.0.1:1/far.zip", data: pictures }\nencoders: [{ type: pixels }]\noptional: true\n');
    const { reports } = await build(root, [], { data: root, fetch: () => expect.fail('fetched') });
    expect(reports.map((report) => report.id)).toEqual(['far', 'one', 'two']);
  });

  it('says which pictures are new, gone and renamed since the last build', async () => {
    const root = await project();
    await build(root, ['one']);
    await rename(path.join(root, 'pictures/p0.png'), path.join(root, 'pictures/zero.png'));
    await rm(path.join(root, 'pictures/p1.png'));
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#111' } }).png().toFile(path.join(root, 'pictures/fresh.png'));
    const { reports, said } = await build(root, ['one']);
    expect(said.filter((line) => line.includes('since'))).toEqual([
      '  New since the last build (1): fresh.png', '  Gone since the last build (1): p1.png', '  Renamed since the last build (1): p0.png → zero.png',
    ]);
    expect(reports[0]!.notices.map(({ names }) => names)).toEqual([['fresh.png'], ['p1.png'], ['p0.png → zero.png']]);
    expect((await build(root, ['one'])).reports[0]!.notices).toEqual([]);
  });

  it('tells of each picture why it cannot be read where none can, before it stops', async () => {
    const root = await project();
    for (const name of await readdir(path.join(root, 'pictures'))) await rm(path.join(root, 'pictures', name));
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(2000)]);
    await writeFile(path.join(root, 'pictures/IMG_1.HEIC'), heic);
    await writeFile(path.join(root, 'pictures/raw.cr2'), 'raw');
    const said: string[] = [];
    await expect(build(root, ['one'], { progress: { say: (line) => { said.push(line); }, step: () => undefined, end: () => undefined } })).rejects.toMatchObject({
      name: 'Problem',
      message: `${path.join(root, 'content/collections/one.yaml')} names a source in which no picture could be read (IMG_1.HEIC, raw.cr2); do what the reasons above say, or name another folder.`,
    });
    expect(said.slice(1)).toEqual([
      '  IMG_1.HEIC is a HEIC photograph, which cannot be read here; export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).',
      '  raw.cr2 is not developed yet; save it as JPEG, PNG or TIFF beside it.',
    ]);
  });

  it('tries a collection on a sample under its own name, says so, and builds all of it afterwards as if nothing had been', async () => {
    const root = await project();
    await mkdir(path.join(root, 'content/families'));
    await writeFile(path.join(root, 'content/families/pairs.yaml'), '- { id: pair, title: Pair, source: Made for this test., members: [p0, p1, p2] }\n');
    const file = path.join(root, 'content/collections/one.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}families: pairs\n`);
    const { reports, said } = await build(root, ['one'], { sample: 2 });
    expect(reports[0]!.counts).toEqual({ found: 2, published: 2, skipped: [] });
    expect(said).toContain('  a sample: 2 of 3 pictures; build without --sample for all of them');
    const gallery = await openGallery((name) => readFile(path.join(root, 'public/galleries/one', name)));
    expect(gallery.manifest).toMatchObject({ id: 'one', count: 2, families: [{ members: [expect.any(String), expect.any(String)] }] });
    const whole = await build(root, ['one']);
    expect(whole.reports[0]!.counts.published).toBe(3);
    expect(whole.said.filter((line) => line.includes('since') || line.includes('sample'))).toEqual([]);
  });
});
