import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugsOf } from '../../../pipeline/publish/addresses.ts';

describe('slugsOf', () => {
  it('adds the id where titles meet or leave nothing', () => {
    expect(slugsOf([{ id: 'a', title: 'Same' }, { id: 'b', title: 'Same' }, { id: 'jp', title: '日本' }])).toEqual(['same-a', 'same-b', 'jp']);
  });

  it('leaves the addresses of the gallery\'s own pages free', () => {
    expect(slugsOf([{ id: 'x1', title: 'All' }])).toEqual(['all-x1']);
  });

  it('takes an address that the source gives, but for those of the gallery\'s own pages', () => {
    expect(slugsOf([{ id: 'x', title: 'Boat', slug: 'harbour-boat' }, { id: 'y', title: 'Boat' }])).toEqual(['harbour-boat', 'boat']);
    const [before] = slugsOf([{ id: 'all', title: 'Boat', slug: 'all' }]);
    expect(before).toMatch(/^all-[0-9a-f]{8}$/);
    expect(slugsOf([{ id: 'a', title: 'All', slug: 'a' }, { id: 'all', title: 'Boat', slug: 'all' }])[1]).toBe(before);
  });

  it('keeps an address that nothing is left of when others come', () => {
    const [before] = slugsOf([{ id: '日本', title: '日本' }]);
    expect(before).toMatch(/^item-[0-9a-f]{8}$/);
    expect(slugsOf([{ id: '中国', title: '中国' }, { id: '日本', title: '日本' }])[1]).toBe(before);
  });

  it('is unique and safe in an address, whatever the titles', () => {
    fc.assert(fc.property(fc.array(fc.record({ id: fc.string(), title: fc.string() }), { maxLength: 30 }), (items) => {
      const slugs = slugsOf(items);
      expect(new Set(slugs).size).toBe(items.length);
      for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }));
  });
});
