import { describe, expect, it } from 'vitest';
import { absolute, href, itemOnMapUrl, joinBase } from '../../../src/utils/base.ts';

describe('joinBase', () => {
  it('puts exactly one slash between base and path', () => {
    for (const base of ['/repo', '/repo/', '/repo//']) {
      for (const path of ['galleries/flags/', '/galleries/flags/']) expect(joinBase(base, path)).toBe('/repo/galleries/flags/');
    }
  });

  it('leaves the root as it is', () => {
    expect(joinBase('/', '/')).toBe('/');
    expect(joinBase('/', '/feed.xml')).toBe('/feed.xml');
    expect(joinBase('/repo/', '/')).toBe('/repo/');
  });
});

describe('addresses', () => {
  it('keeps an id from breaking out of the query', () => {
    expect(itemOnMapUrl('flags', 'a&b=#c')).toBe(href('/galleries/flags/?item=a%26b%3D%23c'));
  });

  it('makes whole addresses on the site given', () => {
    expect(absolute('/feed.xml', new URL('https://example.org'))).toBe(`https://example.org${href('/feed.xml')}`);
  });
});
