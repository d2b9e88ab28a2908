import { describe, expect, it } from 'vitest';
import { changeNotices, changesBetween } from '../../../pipeline/report/changes.ts';
import { noticeLine } from '../../../pipeline/report/notice.ts';

describe('changesBetween', () => {
  it('tells added, modified, removed and renamed pictures apart', () => {
    const former = { 'a.jpg': '1', 'b.jpg': '2', 'c.jpg': '3', 'd.jpg': '4' };
    const now = { 'a.jpg': '1', 'b.jpg': 'other', 'album/c.jpg': '3', 'new.jpg': '9' };
    expect(changesBetween(former, now)).toEqual({ added: ['new.jpg'], modified: ['b.jpg'], removed: ['d.jpg'], renamed: [{ from: 'c.jpg', to: 'album/c.jpg' }] });
  });

  it('pairs each of several copies once, and a copy beside the original is new', () => {
    expect(changesBetween({ a: '1', b: '1' }, { x: '1', y: '1', z: '1' })).toEqual({
      added: ['z'], modified: [], removed: [], renamed: [{ from: 'a', to: 'x' }, { from: 'b', to: 'y' }],
    });
    expect(changesBetween({ a: '1' }, { a: '1', b: '1' })).toMatchObject({ added: ['b'], renamed: [] });
  });

  it('takes a file called like a property of objects for a file', () => {
    expect(changesBetween({}, { toString: '1' }).added).toEqual(['toString']);
  });
});

it('says nothing of nothing, and otherwise a line each', () => {
  expect(changeNotices(changesBetween({ a: '1' }, { a: '1' }))).toEqual([]);
  const notices = changeNotices(changesBetween({ a: '1', c: '3' }, { b: '1', d: '2' }));
  expect(notices.map(noticeLine)).toEqual(['New since the last build (1): d', 'Gone since the last build (1): c', 'Renamed since the last build (1): a → b']);
});
