import { describe, expect, it } from 'vitest';
import { isSvg, plainSvg } from '../../../pipeline/images/is-svg.ts';
import { plain } from './pictures.support.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('isSvg', () => {
  it.each([
    '<svg />', '<svg>', '\uFEFF<svg width="1">', '  \n<svg\nwidth="1">',
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg xmlns="http://www.w3.org/2000/svg">',
    `<!--${' made with a <long> remark '.repeat(9000)}--><svg>`, '<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', '<svg',
    '<!DOCTYPE svg [\n<!ENTITY a "b > c ]">\n<!-- ]> -->\n]>\n<svg>',
  ])('knows one by its start', (text) => {
    expect(isSvg(bytes(text))).toBe(true);
  });

  it('knows one in UTF-16', () => {
    expect(isSvg(utf16('<?xml version="1.0" encoding="UTF-16"?><svg width="1">'))).toBe(true);
    expect(isSvg(utf16('<svg>').swap16())).toBe(true);
    expect(isSvg(utf16('<html>'))).toBe(false);
  });

  it('is not taken in by other files', async () => {
    for (const text of ['', 'a text about <svg> pictures', '<html><body><svg></svg></body></html>', '<svgfont>', '<svg-font>', '<!-- <svg>', '<!DOCTYPE svg [', '<?xml <svg>']) expect(isSvg(bytes(text))).toBe(false);
    expect(isSvg(await plain(4, 4, [1, 2, 3]).png().toBuffer())).toBe(false);
  });
});

describe('plainSvg', () => {
  it('writes UTF-16 as UTF-8, and leaves the rest alone', () => {
    const drawing = '<svg><text>encoding="none" für</text></svg>';
    expect(new TextDecoder().decode(plainSvg(utf16(`<?xml version="1.0" encoding="UTF-16"?>${drawing}`)))).toBe(`<?xml version="1.0"?>${drawing}`);
    expect(new TextDecoder().decode(plainSvg(utf16(drawing).swap16()))).toBe(drawing);
    const latin = bytes('<?xml version="1.0" encoding="ISO-8859-1"?><svg>');
    expect(plainSvg(latin)).toBe(latin);
  });
});
