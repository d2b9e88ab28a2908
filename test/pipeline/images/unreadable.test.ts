import { describe, expect, it } from 'vitest';
import { unreadable, UnreadableForNow } from '../../../pipeline/images/unreadable.ts';

/** The beginning of a file of the ISO base media format. */
const media = (major: string, ...compatible: string[]): Uint8Array =>
  Buffer.concat([Buffer.from([0, 0, 0, 16 + 4 * compatible.length]), Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`), Buffer.from('heicavif')]);
const said = (bytes: Uint8Array, error: unknown, readsAvif = true): string => unreadable(bytes, 'a.pic', error, readsAvif).message;

describe('unreadable', () => {
  it.each([['heic', ['mif1', 'heic']], ['mif1', ['heic', 'mif1']], ['msf1', ['hevc']], ['heix', []]])('knows HEIC by its brands: %s, %j', (major, compatible) => {
    expect(said(media(major, ...compatible), new Error('bad'))).toMatch(/^a\.pic is a HEIC photograph, which cannot be read here; export it as JPEG/);
  });

  it('tells AVIF that cannot be read anywhere from AVIF that cannot be read here', () => {
    expect(said(media('avif', 'mif1'), new Error('heif: Invalid input.\nmore'))).toBe('a.pic cannot be read as a picture (heif: Invalid input); save it again as PNG, JPEG or SVG, or remove it.');
    expect(said(media('mif1', 'avif'), new Error('bad'), false)).toBe('a.pic is an AVIF picture, which cannot be read on this machine; save it as JPEG or PNG.');
    expect(said(media('isom', 'mp42'), new Error('bad'), false)).toMatch(/cannot be read as a picture \(bad\)/);
  });

  it('is not taken in by a file that ends early', () => {
    for (const bytes of [new Uint8Array(0), Buffer.from('\0\0\0\u0018ftyp'), Buffer.from('heic')]) expect(said(bytes, 'bad')).toMatch(/cannot be read as a picture \(bad\)/);
  });

  it('tells what took too long', () => {
    expect(said(Buffer.from('<svg>'), new Error('timeout: 1% complete\nVipsImage: killed'))).toBe('a.pic takes too long to draw; take filters out of it, or save it as PNG.');
  });

  it('tells what another moment or another machine may read', () => {
    const forNow = (bytes: Uint8Array, error: unknown, readsAvif = true): boolean => unreadable(bytes, 'a.pic', error, readsAvif) instanceof UnreadableForNow;
    expect(forNow(Buffer.from('<svg>'), new Error('timeout: 1% complete'))).toBe(true);
    expect(forNow(media('avif'), new Error('bad'), false)).toBe(true);
    for (const bytes of [media('avif'), media('heic'), Buffer.from('<svg>')]) expect(forNow(bytes, new Error('bad'))).toBe(false);
    expect(forNow(Buffer.from('<svg>'), new Error('Input image exceeds pixel limit'))).toBe(false);
  });
});
