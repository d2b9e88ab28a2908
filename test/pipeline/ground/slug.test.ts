import { describe, expect, it } from 'vitest';
import { plainWords, slugOf } from '../../../pipeline/ground/slug.ts';

describe('slugOf', () => {
  it.each([
    ['Åland Islands', 'aland-islands'], ['Côte d’Ivoire', 'cote-divoire'], ['São Tomé & Príncipe', 'sao-tome-principe'],
    ['<script>alert(1)</script>', 'script-alert-1-script'], ['日本', ''],
  ])('%s', (title, slug) => expect(slugOf(title)).toBe(slug));
});

describe('plainWords', () => {
  it('parts words where an apostrophe stands, and cuts nothing', () => {
    expect(plainWords('Côte d’Ivoire ')).toBe('cote-d-ivoire');
    expect(plainWords('a'.repeat(100))).toHaveLength(100);
    expect(slugOf('a'.repeat(100))).toHaveLength(80);
  });
});
