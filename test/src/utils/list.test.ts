import { expect, it } from 'vitest';
import { listUrl, pagesOf } from '../../../src/utils/list.ts';

it('cuts a long list into pages, and gives the first the plain address', () => {
  expect([0, 1, 1_000, 1_001, 10_000].map(pagesOf)).toEqual([1, 1, 1, 2, 10]);
  expect([listUrl('digits'), listUrl('digits', 2)]).toEqual(['/galleries/digits/all/', '/galleries/digits/all/2/']);
});
