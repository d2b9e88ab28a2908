import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCollection, readCollections, readFamilies } from '../../pipeline/collection.ts';
import { encoderId } from '../../pipeline/encoders/encoder-id.ts';
import { temporaryFolder } from '../support/folder.ts';

const good = 'title: Stamps\ndescription: Some stamps.\nsource: { type: folder, folder: stamps }\nencoders: [{ type: pixels }]\n';

async function file(text: string, name = 'stamps.yaml'): Promise<string> {
  const place = path.join(await temporaryFolder(), name);
  await writeFile(place, text);
  return place;
}

describe('readCollection', () => {
  it('fills in what a person left out', async () => {
    const collection = await readCollection(await file(good));
    expect(collection).toMatchObject({ id: 'stamps', noun: { one: 'picture', many: 'pictures' }, layouts: ['tsne', 'pca', 'grid'], seed: 1 });
    expect(collection.encoders[0]).toEqual({ type: 'pixels', size: [72, 48] });
    expect(collection.tsne).toEqual({ perplexity: 30, iterations: 1000 });
    expect((await readCollection(await file(`${good}tsne: { perplexity: 50 }\n`))).tsne).toEqual({ perplexity: 50, iterations: 1000 });
  });

  it.each([
    ['an unknown key', `${good}colour: red\n`, /stamps\.yaml has a key “colour” that means nothing here/],
    ['an unknown key inside', good.replace('folder: stamps }', 'folder: stamps, deep: yes }'), /stamps\.yaml has a key “deep” at “source” that means nothing here/],
    ['a missing title', good.replace('title: Stamps\n', ''), /stamps\.yaml lacks “title”; add it\.$/],
    ['an encoder nobody knows', good.replace('type: pixels', 'type: magic'), /stamps\.yaml has “magic” as “encoders\.0\.type”; choose one of file, pixels, conv-autoencoder,[^“]*\.$/],
    ['an encoder named twice', good.replace('[{ type: pixels }]', '[{ type: pixels }, { type: pixels }]'), /names an encoder twice/],
    ['two files of vectors of one name', good.replace('[{ type: pixels }]', '[{ type: file, file: a.npy }, { type: file, file: b.npy }]'), /names an encoder twice/],
    ['an archive from nowhere', good.replace('type: folder, folder: stamps', 'type: archive'), /an archive needs either “file” or “url”/],
    ['an archive from two places', good.replace('type: folder, folder: stamps', 'type: archive, file: a.zip, url: "https://example.org/a.zip"'), /an archive needs either “file” or “url”/],
    ['an archive by another protocol', good.replace('type: folder, folder: stamps', 'type: archive, url: "file:///a.zip"'), /at “source\.url” is not right/],
    ['a perplexity of one', `${good}tsne: { perplexity: 1 }\n`, /has 1 as “tsne\.perplexity”, which should be 2 or more; correct it and build again\.$/],
    ['a t-SNE of an hour', `${good}tsne: { iterations: 1000000 }\n`, /has 1000000 as “tsne\.iterations”, which should be 20,000 or less;/],
    ['text that is no YAML', 'title: [unclosed', /stamps\.yaml, line 1, is not valid YAML/],
  ])('refuses %s in one sentence', async (_, text, sentence) => {
    const error = await readCollection(await file(text)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
    expect((error as Error).message).not.toContain('\n');
  });

  it('takes archives, tables of metadata and vectors made elsewhere', async () => {
    const collection = await readCollection(await file(`title: Stamps
description: Some stamps.
optional: true
source: { type: archive, url: "https://example.org/a.zip", data: a, label: Country, metadata: list.csv }
encoders: [{ type: file, file: a.npy, name: CLIP B-32 }, { type: file, file: b.npy }]
`));
    expect(collection).toMatchObject({ optional: true, source: { type: 'archive', from: { url: 'https://example.org/a.zip', data: 'a' }, label: 'Country', metadata: { file: 'list.csv' } } });
    expect(collection.encoders).toMatchObject([{ name: 'CLIP B-32', distance: 'cosine' }, { name: 'Own vectors' }]);
    expect(collection.encoders.map(encoderId)).toEqual(['clip-b-32', 'own-vectors']);
  });

  it('refuses a name that cannot be an address', async () => {
    await expect(readCollection(await file(good, 'My Stamps.yaml'))).rejects.toThrow(/rename it/);
  });
});

describe('readCollections', () => {
  it('orders by order and then by id', async () => {
    const content = await temporaryFolder();
    await mkdir(path.join(content, 'collections'));
    await writeFile(path.join(content, 'collections/b.yaml'), good);
    await writeFile(path.join(content, 'collections/a.yaml'), good);
    await writeFile(path.join(content, 'collections/z.yaml'), `${good}order: 1\n`);
    expect((await readCollections(content)).map((each) => each.id)).toEqual(['z', 'a', 'b']);
  });

  it('refuses two files of one id', async () => {
    const content = await temporaryFolder();
    await mkdir(path.join(content, 'collections'));
    for (const name of ['a.yml', 'b.yaml', 'a.yaml']) await writeFile(path.join(content, 'collections', name), good);
    await expect(readCollections(content)).rejects.toMatchObject({ name: 'Problem', message: `${content}/collections holds both a.yaml and a.yml, which would be one gallery; rename or remove one of them.` });
  });

  it('says what to do where the folder is missing', async () => {
    await expect(readCollections(await temporaryFolder())).rejects.toThrow(/collections is missing; create it/);
  });
});

describe('readFamilies', () => {
  it('is empty where none are named, and a sentence where the named file is missing', async () => {
    const content = await temporaryFolder();
    const collection = await readCollection(await file(good));
    expect(await readFamilies(content, collection)).toEqual([]);
    await expect(readFamilies(content, { ...collection, families: 'none' })).rejects.toThrow(/none\.yaml cannot be read/);
  });
});
