import { expect, it } from 'vitest';
import { safePath, unwritable } from '../../../../pipeline/sources/archive/entry-path.ts';

it.each([
  ['a/b.png', 'a/b.png'], ['././a.png', 'a.png'], ['a\\b.png', 'a/b.png'], ['a..b/c...png', 'a..b/c...png'], ['b: x.png', 'b: x.png'], ['C:a.png', 'C:a.png'], ['été/旗.png', 'été/旗.png'],
])('%s is safe', (given, name) => expect(safePath(given, 'a.zip')).toBe(name));

it.each(['/a.png', '\\a.png', '\\\\host\\a.png', 'C:/a.png', 'c:\\a.png', './/a.png', '..', '../a.png', 'a/..', 'a\\..\\..\\b.png', 'a\0.png'])('%j leads outside', (given) => {
  expect(() => safePath(given, 'a.zip')).toThrow(`a.zip holds “${given}”, which leads outside`);
});

it('leaves out what Windows has no name for, on Windows', () => {
  for (const name of ['b: x.png', 'C:a.png', 'a.png:hidden.png', 'why?.png']) {
    expect(unwritable(name, 'win32')).toMatch(/^has a name with “[:?]” in it, which Windows does not allow; [^\n]+\.$/);
    expect(unwritable(name, 'linux')).toBeNull();
  }
  expect(unwritable('a/b.png', 'win32')).toBeNull();
});
