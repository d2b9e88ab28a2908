import { expect, it } from 'vitest';
import { codeKey } from '../../../pipeline/cache/code-key.ts';
import { counted, few } from '../../../pipeline/report/words.ts';

it('counts as people do', () => {
  expect([0, 999, 1_234_567].map(counted)).toEqual(['0', '999', '1,234,567']);
});

it('names the first, and how many more there are', () => {
  const names = Array.from({ length: 1_010 }, (_, index) => `${index}`);
  expect(few([])).toBe('');
  expect(few(names.slice(0, 8))).toBe('0, 1, 2, 3, 4, 5, 6, 7');
  expect(few(names)).toBe('0, 1, 2, 3, 4, 5, 6, 7 and 1,002 more');
  expect(few(names, 3)).toBe('0, 1, 2 and 1,007 more');
});

it('trains and unpacks nothing anew when words change', () => {
  // What the keys of code leave out: see codeKey.
  expect(codeKey('pipeline/report/words.ts')).toBe(codeKey('pipeline/report/progress.ts'));
});
