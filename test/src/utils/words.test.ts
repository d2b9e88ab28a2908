import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capital, counted, dateWords, inWords, listed, longDate, midSentence, percent, short, tenths, withCommas } from '../../../src/utils/words.ts';

describe('words', () => {
  it('spells small whole numbers and leaves others as figures', () => {
    expect([0, 13, 20, 40, 64, 99].map(inWords)).toEqual(['zero', 'thirteen', 'twenty', 'forty', 'sixty-four', 'ninety-nine']);
    expect(inWords(4608)).toBe('4,608');
    expect(inWords(2.5)).toBe('2.5');
  });

  it('writes shares that are small to a tenth of a percent', () => {
    expect([0, 0.0184, 1].map(tenths)).toEqual(['0.0\u00a0%', '1.8\u00a0%', '100.0\u00a0%']);
  });

  it('writes dates as long as they are', () => {
    expect(['1890', '2026-11-14', '2026-11-14T09:05:00'].map(dateWords)).toEqual(['1890', '14 November 2026', '14 November 2026, 09:05']);
  });

  it('gives every number below a hundred a name of its own', () => {
    expect(new Set(Array.from({ length: 100 }, (_, value) => inWords(value))).size).toBe(100);
  });

  it('writes numbers with the digits that matter', () => {
    expect([0, 0.00871, 0.119, 3.414, 12.021, 1234.5].map(short)).toEqual(['0', '0.0087', '0.119', '3.41', '12.0', '1,235']);
    expect(withCommas(1284000)).toBe('1,284,000');
    expect(percent(0.534)).toBe('53\u00a0%');
  });

  it('keeps the size of a number when it is shortened', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (value) => {
      expect(Math.abs(Number(short(value).replaceAll(',', '')) / value - 1)).toBeLessThan(0.01);
    }));
  });

  it('lists names with one “and”', () => {
    expect(listed([])).toBe('');
    expect(listed(['Chad'])).toBe('Chad');
    expect(listed(['Chad', 'Romania', 'Mali'])).toBe('Chad, Romania and Mali');
  });

  it('minds one and many, first letters and dates', () => {
    const noun = { one: 'flag', many: 'flags' };
    expect([counted(1, noun), counted(1250, noun)]).toEqual(['1 flag', '1,250 flags']);
    expect(capital('sixty-four')).toBe('Sixty-four');
    expect(longDate(new Date('2026-11-14'))).toBe('14 November 2026');
  });

  it('lowers the first letter of a word inside a sentence, but not of an abbreviation or a product', () => {
    expect(['Pixels', 'Autoencoder', 'Scratch CNN', 'VGG19 block4 pool', 'MobileNet', 'DINOv2', 'K', 'own'].map(midSentence))
      .toEqual(['pixels', 'autoencoder', 'scratch CNN', 'VGG19 block4 pool', 'MobileNet', 'DINOv2', 'k', 'own']);
  });
});
