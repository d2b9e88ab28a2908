import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { decodePicture } from '../../../pipeline/images/decode.ts';
import { furthest, halves, pixelAt, plain, svg } from './pictures.support.ts';

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const decode = (bytes: Uint8Array, longestSide = 100) => decodePicture(bytes, 'photos/beach.jpg', { longestSide });

describe('decodePicture', () => {
  it.each(['png', 'webp', 'gif', 'tiff', 'avif', 'jpeg'] as const)('reads %s', async (format) => {
    const picture = await decode(await halves(40, 20, RED, BLUE).toFormat(format).toBuffer());
    expect(picture).toMatchObject({ width: 40, height: 20, transparent: false });
    expect(picture.rgba).toHaveLength(40 * 20 * 4);
    expect(furthest(pixelAt(picture, 4, 10), [255, 0, 0, 255])).toBeLessThan(12);
    expect(furthest(pixelAt(picture, 35, 10), [0, 0, 255, 255])).toBeLessThan(12);
  });

  it.each([[1, 40, 20], [3, 40, 20], [6, 20, 40], [8, 20, 40]])('turns a photograph as EXIF orientation %d says', async (orientation, width, height) => {
    const picture = await decode(await halves(40, 20, RED, BLUE).jpeg({ chromaSubsampling: '4:4:4' }).withMetadata({ orientation }).toBuffer());
    expect(picture).toMatchObject({ width, height });
    // Where the left half, red, has gone: 3 is upside down, 6 a quarter turn clockwise, 8 a quarter turn back.
    const corners: Record<number, [number, number]> = { 1: [2, 10], 3: [37, 10], 6: [10, 2], 8: [10, 37] };
    expect(furthest(pixelAt(picture, ...corners[orientation]!), [255, 0, 0, 255])).toBeLessThan(12);
  });

  it('reads CMYK, 16 bit and grey as sRGB bytes', async () => {
    const cmyk = await plain(30, 20, [200, 60, 40]).removeAlpha().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expect(furthest(pixelAt(await decode(cmyk), 15, 10), [200, 60, 40, 255])).toBeLessThan(30);

    const deep = await plain(30, 20, [200, 60, 40]).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(furthest(pixelAt(await decode(deep), 15, 10), [200, 60, 40, 255])).toBeLessThan(2);

    const grey = await plain(30, 20, [90, 90, 90]).removeAlpha().toColourspace('b-w').png().toBuffer();
    expect((await sharp(grey).metadata()).channels).toBe(1);
    expect(furthest(pixelAt(await decode(grey), 15, 10), [90, 90, 90, 255])).toBeLessThan(2);

    const deepGrey = await plain(30, 20, [90, 90, 90]).removeAlpha().toColourspace('grey16').png().toBuffer();
    expect((await sharp(deepGrey).metadata()).depth).toBe('ushort');
    expect(furthest(pixelAt(await decode(deepGrey), 15, 10), [90, 90, 90, 255])).toBeLessThan(2);
  });

  it('says of more pixels than can be read what to do about them', async () => {
    const chunk = (type: string, data: Uint8Array): Buffer => {
      const typed = Buffer.concat([Buffer.from(type), data]);
      const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(data.length);
      check.writeUInt32BE(crc32(typed));
      return Buffer.concat([length, typed, check]);
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(20_000, 0);
    header.writeUInt32BE(14_000, 4);
    header[8] = 1;
    const huge = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(100))), chunk('IEND', Buffer.alloc(0))]);
    await expect(decode(huge)).rejects.toThrow(new Problem('photos/beach.jpg has more than 268 million pixels, which no page could show; make it smaller, or remove it.'));
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all([RED, BLUE].map((colour) => plain(16, 10, colour).png().toBuffer()));
    const animated = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const picture = await decode(animated);
    expect(picture).toMatchObject({ width: 16, height: 10 });
    expect(furthest(pixelAt(picture, 8, 5), [255, 0, 0, 255])).toBeLessThan(3);
  });

  it('keeps what is see-through, with colours not multiplied', async () => {
    const picture = await decode(await halves(40, 20, [200, 100, 50, 128], BLUE).png().toBuffer());
    expect(picture.transparent).toBe(true);
    expect(furthest(pixelAt(picture, 4, 4), [200, 100, 50, 128])).toBeLessThan(3);
    expect(pixelAt(picture, 35, 4)[3]).toBe(255);
  });

  it('makes a soft edge opaque', async () => {
    const rgba = new Uint8Array(50 * 50 * 4).fill(255);
    for (let x = 0; x < 20; x += 1) rgba[4 * x + 3] = 120;
    const soft = await decode(await sharp(rgba, { raw: { width: 50, height: 50, channels: 4 } }).png().toBuffer());
    expect(soft.transparent).toBe(false);
    expect(soft.rgba.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
    for (let x = 20; x < 40; x += 1) rgba[4 * x + 3] = 120;
    expect((await decode(await sharp(rgba, { raw: { width: 50, height: 50, channels: 4 } }).png().toBuffer())).transparent).toBe(true);
  });

  it('makes large photographs smaller and never enlarges small ones', async () => {
    const photo = await halves(60, 30, RED, BLUE).png().toBuffer();
    expect(await decode(photo, 20)).toMatchObject({ width: 20, height: 10 });
    expect(await decode(photo, 500)).toMatchObject({ width: 60, height: 30 });
    expect(await decode(await plain(1, 1, RED).png().toBuffer(), 500)).toMatchObject({ width: 1, height: 1 });
  });

  it.each([
    ['huge', 'width="80000" height="40000"', 'width="80000" height="40000"'],
    ['tiny', 'width="1" height="0.5"', 'width="1" height="0.5"'],
    ['without a size', 'viewBox="0 0 12 6"', 'width="12" height="6"'],
    ['sized in centimetres', 'width="30cm" height="15cm" viewBox="0 0 12 6"', 'width="12" height="6"'],
  ])('draws an SVG that is %s at the wanted size', async (_, attributes, size) => {
    const picture = await decode(svg(attributes, `<rect ${size} fill="#ff0000"/>`), 200);
    expect(picture).toMatchObject({ width: 200, height: 100, transparent: false });
    for (const [x, y] of [[3, 3], [100, 50], [195, 95]] as const) expect(pixelAt(picture, x, y)).toEqual([255, 0, 0, 255]);
  });

  it.each([
    ['in UTF-16', Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="10" height="5" fill="#ff0000"/></svg>', 'utf16le')],
    ['with a prefix', Buffer.from('<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="10" height="5"><svg:rect width="10" height="5" fill="#ff0000"/></svg:svg>')],
    ['behind a long remark', Buffer.from(`<?xml version="1.0"?><!-- ${'x'.repeat(70_000)} --><svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="10" height="5" fill="#ff0000"/></svg>`)],
  ])('draws an SVG %s as large as another', async (_, bytes) => {
    const picture = await decode(bytes, 200);
    expect(picture).toMatchObject({ width: 200, height: 100 });
    expect(pixelAt(picture, 100, 50)).toEqual([255, 0, 0, 255]);
  });

  it('says what to do with a photograph of a telephone', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(2000)]);
    await expect(decode(heic)).rejects.toThrow(new Problem('photos/beach.jpg is a HEIC photograph, which cannot be read here; export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).'));
  });

  it.each([
    ['nothing', new Uint8Array(0)], ['a text', new TextEncoder().encode('not a picture')],
    ['a broken SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="3"><rect')],
  ])('says in one sentence that %s is no picture', async (_, bytes) => {
    const error: unknown = await decode(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).message).toMatch(/^photos\/beach\.jpg cannot be read as a picture \([^\n]+\); save it again as PNG, JPEG or SVG, or remove it\.$/);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('refuses a %s that was cut off', async (format) => {
    const noise = sharp(Uint8Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * 7919) % 251), { raw: { width: 64, height: 64, channels: 3 } });
    const bytes = await noise.toFormat(format).toBuffer();
    await expect(decode(bytes.subarray(0, Math.floor(bytes.length / 2)))).rejects.toBeInstanceOf(Problem);
  });
});
