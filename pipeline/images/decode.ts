/** Reads a picture of any kind into plain sRGB pixels. */
import sharp from 'sharp';
import { Problem } from '../ground/problem.ts';
import { isSvg, svgDensity } from './svg-size.ts';

/** Four bytes a pixel, row by row: red, green, blue and alpha that is not multiplied in. */
export interface DecodedPicture {
  rgba: Uint8Array;
  width: number;
  height: number;
  /** True where a part of the picture, more than a soft edge, can be seen through. */
  transparent: boolean;
}

/** Share of see-through pixels that still counts as a soft edge: the last row of a drawing may be half covered. */
const SOFT_EDGE = 0.01;

/**
 * Decodes SVG, JPEG, PNG, WebP, AVIF, GIF or TIFF so that the longer side is `longestSide` pixels: drawings at any size,
 * photographs never larger than they are. Turned as EXIF says; CMYK, grey and 16 bit become 8-bit sRGB; of an animation
 * the first frame. Throws a Problem that names `file` where the bytes are no picture or one with too many pixels.
 */
export async function decodePicture(bytes: Uint8Array, file: string, options: { longestSide: number }): Promise<DecodedPicture> {
  const { longestSide } = options;
  try {
    const opened = isSvg(bytes)
      ? sharp(bytes, { density: await svgDensity(bytes, longestSide) }).resize(longestSide, longestSide, { fit: 'inside' })
      : sharp(bytes, { failOn: 'error' }).autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await opened.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    const rgba = new Uint8Array(data.buffer, data.byteOffset, data.length);
    return { rgba, width: info.width, height: info.height, transparent: settleAlpha(rgba) };
  } catch (error) {
    if (/pixel limit/.test(String(error))) throw new Problem(`${file} has more than 268 million pixels, which no page could show; make it smaller, or remove it.`);
    throw new Problem(`${file} cannot be read as a picture (${firstLine(error)}); save it again as PNG, JPEG or SVG, or remove it.`);
  }
}

/** Tells whether the picture is see-through. Where only a soft edge is, it is made opaque. */
function settleAlpha(rgba: Uint8Array): boolean {
  let seeThrough = 0;
  for (let alpha = 3; alpha < rgba.length; alpha += 4) if (rgba[alpha]! < 250) seeThrough += 1;
  if (seeThrough > SOFT_EDGE * (rgba.length / 4)) return true;
  for (let alpha = 3; alpha < rgba.length; alpha += 4) rgba[alpha] = 255;
  return false;
}

function firstLine(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split('\n')[0]!.trim();
  return line.replace(/[.;]+$/, '');
}
