import { expect, it } from 'vitest';
import { noticeLine } from '../../../pipeline/report/notice.ts';

it('cuts a long line', () => {
  expect(noticeLine({ what: 'New', names: Array.from({ length: 1_010 }, (_, index) => `${index}`) })).toBe('New (1,010): 0, 1, 2, 3, 4, 5, 6, 7 and 1,002 more');
});
