import { describe, expect, it } from 'vitest';
import { slugOf } from '../../../pipeline/ground/slug.ts';

describe('slugOf', () => {
  it.each([
    ['Åland Islands', 'aland-islands'], ['Côte d’Ivoire', 'cote-divoire'], ['São Tomé & Príncipe', 'sao-tome-principe'],
    ['<script>alert(1)</script>', 'script-alert-1-script'], ['日本', ''],
  ])('%s', (title, slug) => expect(slugOf(title)).toBe(slug));
});
