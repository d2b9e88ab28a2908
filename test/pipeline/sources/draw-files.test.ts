import { describe, expect, it } from 'vitest';
import { drawFiles, type FilesToDraw } from '../../../pipeline/sources/draw-files.ts';

const numbered = (folder: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${folder}/${String(index).padStart(2, '0')}.jpg`);
const files = {
  pictures: [...numbered('bears', 12), ...numbered('cats', 3), ...numbered('cats/large', 5), 'top.jpg'], others: ['list.csv'],
  skipped: [{ name: 'bears/gone.jpg', reason: 'is gone' }, { name: 'cats/gone.jpg', reason: 'is gone' }],
};
const drawn = (draw: FilesToDraw): string[] => drawFiles(files, draw, '/zoo').pictures;

describe('drawFiles', () => {
  it('takes the folders that are named, without what lies deeper, and tells of nothing else', () => {
    expect(drawn({ folders: ['cats'] })).toEqual(numbered('cats', 3));
    expect(drawFiles(files, { folders: ['cats'] }, '/zoo')).toMatchObject({ others: ['list.csv'], skipped: [{ name: 'cats/gone.jpg' }] });
  });

  it('takes so many of each folder, or all of a smaller one, in their order', () => {
    const some = drawn({ each: 4 });
    expect(some).toEqual([...some].sort());
    expect(some.filter((file) => file.startsWith('bears/'))).toHaveLength(4);
    expect(some.filter((file) => file.startsWith('cats/large/'))).toHaveLength(4);
    expect(some.filter((file) => /^cats\/\d/.test(file))).toHaveLength(3);
    expect(some).toContain('top.jpg');
  });

  it('draws the same ones again, and keeps to them when others come', () => {
    const before = drawn({ folders: ['bears'], each: 6 });
    expect(drawn({ folders: ['bears'], each: 6 })).toEqual(before);
    expect(before).not.toEqual(numbered('bears', 6));
    const more = drawFiles({ ...files, pictures: [...files.pictures, 'bears/new.jpg'] }, { folders: ['bears'], each: 6 }, '/zoo').pictures;
    expect(before.filter((file) => more.includes(file)).length).toBeGreaterThanOrEqual(5);
  });

  it('says which folders are not there', () => {
    expect(() => drawn({ folders: ['cats', 'dogs', 'owls'] })).toThrow('/zoo holds no pictures in “dogs”, “owls”; correct “folders” in the collection\'s file.');
  });
});
