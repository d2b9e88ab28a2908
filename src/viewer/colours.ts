/** Colours of the design as numbers, read from the page's tokens so that there is one source for both. */
import { CLASS_COLOURS } from '../gallery/class-colours.ts';

/** Red, green, blue, alpha: 0 … 1, premultiplied. */
export type Colour = readonly [number, number, number, number];

export interface Palette {
  wall: Colour;
  mark: Colour;
  ink: Colour;
  hair: Colour;
  /** Of classes; see gallery/class-colours.ts. */
  classes: readonly Colour[];
  /** Opacity left to pictures that are set back. */
  dim: number;
}

/** Premultiplied numbers of a colour: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(1, 2, 3)`, `rgb(1 2 3 / .5)`, `rgb(1 2 3 / 50%)`. */
export function parseColour(text: string): Colour {
  const digits = /^#([0-9a-f]{3,8})$/i.exec(text.trim())?.[1];
  if (digits) {
    const long = digits.length <= 4 ? Array.from(digits, (digit) => digit + digit).join('') : digits;
    const part = (place: number): number => Number.parseInt(long.slice(place * 2, place * 2 + 2) || 'ff', 16) / 255;
    return premultiplied(part(0), part(1), part(2), part(3));
  }
  const numbers = text.match(/[\d.]+%?/g) ?? [];
  const part = (place: number): number => Number.parseFloat(numbers[place] ?? '0') / 255;
  const alpha = numbers[3] ?? '1';
  return premultiplied(part(0), part(1), part(2), Number.parseFloat(alpha) / (alpha.endsWith('%') ? 100 : 1));
}

const premultiplied = (red: number, green: number, blue: number, alpha: number): Colour => [red * alpha, green * alpha, blue * alpha, alpha];

/** Reads the palette of the theme that is on. */
export function readPalette(root: Element): Palette {
  const style = getComputedStyle(root);
  const colour = (token: string): Colour => parseColour(style.getPropertyValue(token));
  return {
    wall: colour('--wall'), mark: colour('--mark'), ink: colour('--ink'), hair: colour('--hair'),
    classes: Array.from({ length: CLASS_COLOURS }, (_, index) => colour(`--class-${index}`)),
    dim: Number.parseFloat(style.getPropertyValue('--dim')) || 0.22,
  };
}
