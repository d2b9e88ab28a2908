/** Reads a picture of any kind into plain sRGB pixels. */
import sharp from 'sharp';
import { drawSvg } from './draw-svg.ts';
import { isSvg } from './is-svg.ts';
import { unreadable } from './unreadable.ts';

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
 * the first frame. Throws a Problem that names `file` where the bytes are no picture, or one with too many pixels or that takes too long to draw.
 */
export async function decodePicture(bytes: Uint8Array, file: string, options: { longestSide: number }): Promise<DecodedPicture> {
  const { longestSide } = options;
  try {
    const opened = isSvg(bytes)
      ? await drawSvg(bytes, longestSide)
      : sharp(bytes, { failOn: 'error' }).autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await opened.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    const rgba = new Uint8Array(data.buffer, data.byteOffset, data.length);
    return { rgba, width: info.width, height: info.height, transparent: settleAlpha(rgba) };
  } catch (error) {
    throw unreadable(bytes, file, error);
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
