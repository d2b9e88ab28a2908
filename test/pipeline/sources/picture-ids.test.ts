import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../../pipeline/sources/picture-ids.ts';

const idOf = (file: string): string => idsOf([file])[0]!;
const told = (files: readonly string[]) => Object.fromEntries(idsOf(files).map((id, index) => [files[index], id]));

describe('idsOf', () => {
  it.each([
    ['cat.jpg', 'cat'], ['cat/running.jpg', 'cat-running'], ['sunflower/image_0002.jpg', 'sunflower-image-0002'], ['Old  Harbour/IMG_0012.JPG', 'old-harbour-img-0012'],
    ['Été à Paris.jpg', 'ete-a-paris'], ['cat/running.png', 'cat-running'], ['boat (2).jpg', 'boat-2'], ['St. Paul’s, 1890.TIFF', 'st-paul-s-1890'], ['-1.jpg', '1'], ['x².jpg', 'x2'],
  ])('reads %s as %s', (file, id) => {
    expect(idOf(file)).toBe(id);
  });

  it.each([
    ['海 1.png', /^1-[0-9a-f]{8}$/], ['Рис 12.jpg', /^12-[0-9a-f]{8}$/], ['日本.jpg', /^picture-75f252c7$/], ['Asia/東京.jpg', /^asia-[0-9a-f]{8}$/], ['Größe.jpg', /^gro-e-[0-9a-f]{8}$/],
    ['🐱 1.jpg', /^1-[0-9a-f]{8}$/], ['!.jpg', /^picture-[0-9a-f]{8}$/],
  ])('adds a hash to %s, of which something is lost', (file, id) => {
    expect(idOf(file)).toMatch(id);
  });

  it('cuts a long path from its beginning, between words, and adds a hash', () => {
    const box = 'The Collected Photographs of the Harbour Museum and its Friends/Second half of the twentieth century/Box 12';
    expect(idOf(`${box}/IMG_0002.jpg`)).toMatch(/^and-its-friends-second-half-of-the-twentieth-century-box-12-img-0002-[0-9a-f]{8}$/);
    expect(idOf(`${'long'.repeat(40)}1.jpg`)).toMatch(/^(long){17}lon-[0-9a-f]{8}$/);
  });

  it.each([
    ['one in another folder', ['cat/running.png', 'cat/sleeping.png'], 'ant/running.png'],
    ['one before it whose letters are lost too', ['海 1.png', 'Рис 1.png', 'あ 1.png'], '山 1.png'],
    ['one before it in a long path', [`${'deep folder/'.repeat(9)}IMG_0002.png`], `${'deep folder/'.repeat(9)}IMG_0001.png`],
  ])('keeps what pictures are called when there comes %s', (_, files, more) => {
    expect(told([more, ...files].sort())).toMatchObject(told(files));
  });

  it('lets no picture take over what another was called, however much their names are alike', () => {
    for (const [file, twin] of [['x/y.jpg', 'x-y.jpg'], ['Boat.jpg', 'boat.jpg'], ['été.jpg', 'ete.jpg'], ['a.jpg', 'a.png'], ['a.jpg', 'a!.jpg']] as const) {
      const ids = idsOf([file, twin]);
      expect(ids[0]).toMatch(/-[0-9a-f]{8}$/);
      expect(ids[1]).toMatch(/-[0-9a-f]{8}$/);
      expect(ids).not.toContain(idOf(file));
      expect(idsOf([twin, file])).toEqual([ids[1], ids[0]]);
    }
  });

  it('calls one name the same in both Unicode forms, and numbers the second where both are there', () => {
    expect(idOf('が.jpg')).toBe(idOf('か\u3099.jpg'));
    expect(idsOf(['が.jpg', 'か\u3099.jpg'])).toEqual([idOf('が.jpg'), `${idOf('が.jpg')}-2`]);
  });

  it('makes each id once, short and safe in an address, whatever the names', () => {
    const names = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('jpg', 'PNG', 'webp')).map(([name, ending]) => `${name}.${ending}`), { maxLength: 20 });
    fc.assert(fc.property(names, (files) => {
      const ids = idsOf(files);
      expect(new Set(ids).size).toBe(files.length);
      for (const id of ids) expect(id).toMatch(/^(?=.{1,82}$)[a-z0-9]+(-[a-z0-9]+)*$/);
    }));
  });
});
