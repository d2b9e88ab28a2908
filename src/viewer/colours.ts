/** Colours of the design as numbers, read from the page's tokens so that there is one source for both. */

/** Red, green, blue, alpha: 0 … 1, premultiplied. */
export type Colour = readonly [number, number, number, number];

export interface Palette {
  wall: Colour;
  mark: Colour;
  ink: Colour;
  hair: Colour;
  /** Opacity left to pictures that are set back. */
  dim: number;
}

/** Premultiplied numbers of a computed colour: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`, `rgb(1 2 3 / .5)`, `#rrggbb`. */
export function parseColour(text: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex) return [Number.parseInt(hex[1]!, 16) / 255, Number.parseInt(hex[2]!, 16) / 255, Number.parseInt(hex[3]!, 16) / 255, 1];
  const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
  const alpha = numbers[3] ?? 1;
  const part = (place: number): number => ((numbers[place] ?? 0) / 255) * alpha;
  return [part(0), part(1), part(2), alpha];
}

/** Reads the palette of the theme that is on. */
export function readPalette(root: Element): Palette {
  const style = getComputedStyle(root);
  const colour = (token: string): Colour => parseColour(style.getPropertyValue(token));
  return {
    wall: colour('--wall'), mark: colour('--mark'), ink: colour('--ink'), hair: colour('--hair'),
    dim: Number.parseFloat(style.getPropertyValue('--dim')) || 0.22,
  };
}
