import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GalleryError, type Manifest } from '../../../src/gallery/manifest.ts';
import { openPublishedTable } from '../../../src/gallery/open-table.ts';
import { allFiles, changedFiles, openGallery, openManifest, openTable, sha256, type ReadFile } from '../../../src/gallery/read.ts';
import { encode, sampleColumns, sampleManifest, sampleNeighbours } from './sample.ts';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

/** A gallery in memory whose manifest knows its files. */
async function folder(): Promise<{ files: Map<string, Uint8Array>; manifest: Manifest; read: ReadFile }> {
  const picture = Uint8Array.of(4);
  const list = { 'images/belgium-320.webp': { bytes: 1, sha256: await sha256(picture) } };
  const files = new Map([['items.arrow', encode(sampleColumns())], ['atlas/0-0.webp', Uint8Array.of(1, 2, 3)], ['files.json', bytesOf(list)]]);
  for (const encoder of ['pixels', 'conv-autoencoder']) {
    sampleNeighbours().forEach((part, place) => files.set(`neighbours/${encoder}-${place}.arrow`, encode(part)));
  }
  const manifest = sampleManifest();
  for (const [path, bytes] of files) manifest.files[path] = { bytes: bytes.length, sha256: await sha256(bytes) };
  files.set('images/belgium-320.webp', picture);
  files.set('gallery.json', bytesOf(manifest));
  const read: ReadFile = async (path) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path}: not found`);
    return bytes;
  };
  return { files, manifest, read };
}

const flipped = (bytes: Uint8Array, place: number, change: number): Uint8Array => bytes.map((value, at) => (at === place ? value ^ change : value));

afterEach(() => { vi.unstubAllGlobals(); });

describe('openPublishedTable', () => {
  it('reads what was published without its schema, and still refuses other formats and damage', async () => {
    const { read, manifest, files } = await folder();
    expect((await openPublishedTable(read)).manifest).toEqual(manifest);
    files.set('gallery.json', bytesOf({ ...manifest, version: 99 }));
    await expect(openPublishedTable(read)).rejects.toThrow(/^gallery\.json has format version 99, but this page reads version \d+;/);
    for (const other of [{ ...manifest, format: 'atlas' }, [], null]) {
      files.set('gallery.json', bytesOf(other));
      await expect(openPublishedTable(read)).rejects.toThrow('gallery.json is not the manifest of a gallery; build the gallery again.');
    }
    files.set('gallery.json', bytesOf('{"format":'));
    await expect(openPublishedTable(read)).rejects.toThrow(GalleryError);
    files.set('gallery.json', bytesOf(manifest));
    files.set('items.arrow', flipped(files.get('items.arrow')!, 40, 1));
    await expect(openPublishedTable(read)).rejects.toThrow(/^items\.arrow of “Flags” is damaged/);
  });
});

describe('openGallery', () => {
  it('reads manifest and items', async () => {
    const { read, manifest } = await folder();
    const gallery = await openGallery(read);
    expect(gallery.manifest).toEqual(manifest);
    expect(gallery.items.list.map((item) => item.title)).toEqual(['Belgium', '<b>Chad</b>', 'Norway']);
    expect(gallery.items.neighbours['pixels']).toEqual({ indices: Uint32Array.of(1, 2, 0, 2, 0, 1), distances: Float32Array.of(0.5, 4, 0.5, 3, 4, 8), perItem: 2 });
  });

  it('opens the table alone without a look at the neighbours', async () => {
    const { files, read } = await folder();
    for (const path of files.keys()) if (path.startsWith('neighbours/')) files.delete(path);
    expect((await openTable(read)).items.list).toHaveLength(3);
    await expect(openGallery(read)).rejects.toThrow('neighbours/pixels-0.arrow: not found');
  });

  it('refuses a table in which any byte was changed, before it is decoded', async () => {
    const { files, read } = await folder();
    const whole = files.get('items.arrow')!;
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      files.set('items.arrow', flipped(whole, place, change));
      await expect(openGallery(read)).rejects.toThrow(new GalleryError('items.arrow of “Flags” is damaged or of another day than its manifest; reload the page, or build the gallery again.'));
    }));
  });

  it('refuses one of another length where the browser does not hash', async () => {
    const { files, read } = await folder();
    vi.stubGlobal('crypto', {});
    expect((await openGallery(read)).items.list).toHaveLength(3);
    files.set('items.arrow', files.get('items.arrow')!.slice(0, -8));
    await expect(openGallery(read)).rejects.toThrow(GalleryError);
  });

  it('passes on why a file could not be read', async () => {
    const { files, read } = await folder();
    files.delete('items.arrow');
    await expect(openGallery(read)).rejects.toThrow('items.arrow: not found');
  });
});

describe('openManifest', () => {
  it.each(['', '{"format": "latent-gal', '<!doctype html>'])('refuses what is not JSON: %j', async (content) => {
    await expect(openManifest(async () => bytesOf(content))).rejects.toThrow(new GalleryError('gallery.json is not valid JSON; build the gallery again.'));
  });

  it('reads text of every script', async () => {
    const manifest = { ...sampleManifest(), title: 'Côte d’Ivoire · 日本 · العربية' };
    expect((await openManifest(async () => bytesOf(manifest))).title).toBe(manifest.title);
  });
});

describe('changedFiles', () => {
  it('finds nothing in a gallery as it was published', async () => {
    const { read, manifest } = await folder();
    expect(await changedFiles(read, manifest)).toEqual([]);
  });

  it('names every file with a changed byte, of another length, or missing', async () => {
    const { files, read, manifest } = await folder();
    files.set('items.arrow', flipped(files.get('items.arrow')!, 100, 1));
    files.set('atlas/0-0.webp', Uint8Array.of(1, 2, 3, 0));
    files.delete('images/belgium-320.webp');
    expect(await changedFiles(read, manifest)).toEqual(['items.arrow', 'atlas/0-0.webp', 'images/belgium-320.webp']);
  });

  it('refuses a damaged list of files', async () => {
    const { files, read, manifest } = await folder();
    files.set('files.json', flipped(files.get('files.json')!, 5, 1));
    await expect(allFiles(read, manifest)).rejects.toThrow('files.json of “Flags” is damaged');
  });
});

it('computes SHA-256 as FIPS 180-2 prints it', async () => {
  expect(await sha256(bytesOf('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await sha256(new Uint8Array(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
