import { expect, it } from 'vitest';
import { readingMinutes } from '../../../src/utils/reading.ts';

it('counts prose and neither imports nor tags', () => {
  const prose = 'word '.repeat(880);
  expect(readingMinutes(prose)).toBe(4);
  expect(readingMinutes(`import A from './a.astro';\n${'<A label="one two three four" />\n'.repeat(300)}${prose}`)).toBe(4);
  expect(readingMinutes('')).toBe(1);
  expect(readingMinutes('{say.sentence} '.repeat(110))).toBe(7);
  expect(readingMinutes('{count} '.repeat(440))).toBe(2);
});
