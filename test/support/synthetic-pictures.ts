/** Made-up pictures that can be told apart: a pattern of five by five fields in two colours, drawn at any size without a decoder. */
import type { AtlasPicture } from '../../pipeline/images/atlas.ts';
import type { DecodedPicture } from '../../pipeline/images/decode.ts';
import { pictureInCell } from '../../src/gallery/atlas.ts';

export type Shade = readonly [red: number, green: number, blue: number];

export interface SyntheticPicture extends AtlasPicture {
  ground: Shade;
}

/** Widths and heights that collections have: wide, square, upright. */
const SHAPES = [[90, 60], [60, 60], [60, 90], [80, 60], [96, 54]] as const;
const FIELDS = 5;

/** The picture of item `index`; those of one `group` (0 … 1) share a hue. */
export function syntheticPicture(index: number, group: number): SyntheticPicture {
  const [width, height] = SHAPES[index % SHAPES.length]!;
  const bits = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const ground = shadeOf(group * 360, 0.45, 0.35 + ((bits >>> 20) % 32) / 80);
  const figure = shadeOf(group * 360 + 150 + (bits % 60), 0.75, (bits >>> 28) > 7 ? 0.85 : 0.2);
  return {
    width, height, ground,
    // An atlas asks for four times its cell, to draw it smaller.
    read: async (longestSide) => draw(pictureInCell(width, height, longestSide / 4), bits, ground, figure),
  };
}

function draw(size: { width: number; height: number }, bits: number, ground: Shade, figure: Shade): DecodedPicture {
  const rgba = new Uint8Array(size.width * size.height * 4);
  for (let y = 0; y < size.height; y += 1) {
    const row = Math.floor((y * (FIELDS + 2)) / size.height) - 1;
    for (let x = 0; x < size.width; x += 1) {
      const column = Math.floor((x * (FIELDS + 2)) / size.width) - 1;
      // Mirrored, as emblems are; the rim stays free.
      const field = row * 3 + Math.min(column, FIELDS - 1 - column);
      const isFigure = row >= 0 && row < FIELDS && column >= 0 && column < FIELDS && ((bits >>> field) & 1) === 1;
      const [red, green, blue] = isFigure ? figure : ground;
      rgba.set([red, green, blue, 255], 4 * (y * size.width + x));
    }
  }
  return { rgba, width: size.width, height: size.height, transparent: false };
}

/** Hue in degrees, saturation and lightness 0 … 1. */
function shadeOf(hue: number, saturation: number, lightness: number): Shade {
  const part = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  };
  return [part(0), part(8), part(4)];
}

export const hexOf = (shade: Shade): string => `#${shade.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
