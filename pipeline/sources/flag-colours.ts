/** The main colours of a flag, and a flag as a template that can be given other colours. */

export type Colour = readonly [red: number, green: number, blue: number];

/** RGB bytes, row by row, transparency already on white. */
export interface Raster {
  rgb: Uint8Array;
  width: number;
  height: number;
}

/** Colours closer than this in RGB count as one. */
const MERGED = 50;
/** The least share of the area that makes a colour a main one. */
const LEAST_SHARE = 0.01;
const MOST_COLOURS = 5;

/**
 * The commonest colours of a flag, at most five that each cover more than 1 % of it, the commonest first. Colours closer
 * than 50 in RGB are one. (The rule of the experiment of 2020 that the first write-up follows.)
 */
export function mainColours({ rgb }: Raster): Colour[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = (rgb[at]! << 16) | (rgb[at + 1]! << 8) | rgb[at + 2]!;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const groups: { colour: Colour; pixels: number }[] = [];
  for (const [packed, pixels] of [...counts].sort(([a, m], [b, n]) => n - m || a - b)) {
    const colour: Colour = [packed >> 16, (packed >> 8) & 255, packed & 255];
    const near = groups.find((group) => distance(group.colour, colour) < MERGED);
    if (near) near.pixels += pixels;
    else groups.push({ colour, pixels });
  }
  const least = LEAST_SHARE * (rgb.length / 3);
  return groups.filter((group) => group.pixels > least).sort((a, b) => b.pixels - a.pixels).slice(0, MOST_COLOURS).map((group) => group.colour);
}

/**
 * A flag taken apart: each pixel is a mixture of two of its main colours (`first` · share + `second` · (1 − share)) or,
 * where it is neither, stays as it is. Edges between two colours are mixtures, so they stay smooth in any colours.
 */
export interface Template {
  raster: Raster;
  colours: Colour[];
  /** Index into `colours`, or 255 for a pixel that keeps its own colour. */
  first: Uint8Array;
  second: Uint8Array;
  /** Share of the first colour, 0–255. */
  share: Uint8Array;
}

const OWN = 255;

export function asTemplate(raster: Raster): Template {
  const colours = mainColours(raster);
  const pixels = raster.width * raster.height;
  const template: Template = { raster, colours, first: new Uint8Array(pixels).fill(OWN), second: new Uint8Array(pixels), share: new Uint8Array(pixels).fill(255) };
  const known = new Map<number, readonly [first: number, second: number, share: number]>();
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const colour: Colour = [raster.rgb[3 * pixel]!, raster.rgb[3 * pixel + 1]!, raster.rgb[3 * pixel + 2]!];
    const packed = (colour[0] << 16) | (colour[1] << 8) | colour[2];
    let mixture = known.get(packed);
    if (!mixture) {
      mixture = mixtureOf(colour, colours);
      known.set(packed, mixture);
    }
    [template.first[pixel], template.second[pixel], template.share[pixel]] = mixture;
  }
  return template;
}

/** How far a colour may lie off the line between two main colours and still be their mixture. */
const OFF_LINE = 24;

function mixtureOf(colour: Colour, colours: readonly Colour[]): readonly [number, number, number] {
  const nearest = colours.reduce((best, each, index) => (distance(each, colour) < distance(colours[best]!, colour) ? index : best), 0);
  if (colours.length && distance(colours[nearest]!, colour) < MERGED) return [nearest, nearest, 255];
  let best: readonly [number, number, number] = [OWN, 0, 255];
  let closest = OFF_LINE;
  for (let a = 0; a < colours.length; a += 1) {
    for (let b = a + 1; b < colours.length; b += 1) {
      const line = difference(colours[a]!, colours[b]!);
      const along = Math.min(1, Math.max(0, dot(difference(colour, colours[b]!), line) / dot(line, line)));
      const mixed = colours[b]!.map((value, channel) => value + along * line[channel]!) as unknown as Colour;
      if (distance(mixed, colour) < closest) {
        closest = distance(mixed, colour);
        best = [a, b, Math.round(along * 255)];
      }
    }
  }
  return best;
}

/** The template in other colours: colour i becomes `colours[i]`; where there is none, it stays. */
export function recoloured({ raster, colours: own, first, second, share }: Template, colours: readonly Colour[]): Raster {
  const palette = own.map((colour, index) => colours[index] ?? colour);
  const rgb = Uint8Array.from(raster.rgb);
  for (let pixel = 0; pixel < first.length; pixel += 1) {
    if (first[pixel] === OWN) continue;
    const a = palette[first[pixel]!]!;
    const b = palette[second[pixel]!]!;
    const weight = share[pixel]! / 255;
    for (let channel = 0; channel < 3; channel += 1) rgb[3 * pixel + channel] = Math.round(a[channel]! * weight + b[channel]! * (1 - weight));
  }
  return { ...raster, rgb };
}

/** Share of pixels whose colour differs clearly from that of the pixel at their right or below. */
export function detailOf({ rgb, width, height }: Raster): number {
  const at = (pixel: number): Colour => [rgb[3 * pixel]!, rgb[3 * pixel + 1]!, rgb[3 * pixel + 2]!];
  let edges = 0;
  for (let y = 0; y + 1 < height; y += 1) {
    for (let x = 0; x + 1 < width; x += 1) {
      const pixel = y * width + x;
      if (distance(at(pixel), at(pixel + 1)) > MERGED || distance(at(pixel), at(pixel + width)) > MERGED) edges += 1;
    }
  }
  return edges / (width * height);
}

const difference = (a: Colour, b: Colour): Colour => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Colour, b: Colour): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const distance = (a: Colour, b: Colour): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** As an SVG wants it. */
export const css = ([red, green, blue]: Colour): string => `rgb(${red},${green},${blue})`;
