import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colour = readonly [number, number, number];
type Rows = readonly [Colour, Colour, Colour];

const read = (file: string): string => readFileSync(new URL(`../../../src/styles/${file}`, import.meta.url), 'utf8');
const [light, system, dark] = read('classes.css').split(/^@media|^:root\[data-theme="dark"\]/m) as [string, string, string];

/** sRGB, each value 0–1 and linear in light. */
function linear(hex: string): Colour {
  const values = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return values as unknown as Colour;
}
const times = (rows: Rows, colour: Colour): Colour => rows.map((row) => row.reduce((sum, factor, at) => sum + factor * colour[at]!, 0)) as unknown as Colour;

const classesOf = (css: string): Colour[] => Array.from({ length: 10 }, (_, index) => linear(new RegExp(`--class-${index}: (#[0-9a-f]{6})`).exec(css)![1]!));

/** Björn Ottosson 2020, “A perceptual color space for image processing”. */
function oklab(colour: Colour): Colour {
  const cones = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], colour);
  return times(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]],
    cones.map((value) => Math.cbrt(value)) as unknown as Colour,
  );
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Record<string, Rows> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function leastDistance(colours: readonly Colour[], sight: Rows): number {
  const seen = colours.map((colour) => oklab(times(sight, colour).map((value) => Math.min(1, Math.max(0, value))) as unknown as Colour));
  return Math.min(...seen.flatMap((first, at) => seen.slice(at + 1).map((second) => Math.hypot(...first.map((value, axis) => value - second[axis]!)))));
}

const luminance = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
function contrast(first: Colour, second: Colour): number {
  const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([['light', light, ['#fbfbf9', '#f1f1ee']], ['dark', dark, ['#131415', '#0b0c0d']]] as const)('the class colours in %s', (_, css, grounds) => {
  const colours = classesOf(css);

  // A difference of 0.02 in OKLab is just seen.
  it.each(Object.entries(sights))('are told apart in %s sight', (_, sight) => {
    expect(leastDistance(colours, sight)).toBeGreaterThan(0.08);
  });

  it('stand out from paper and wall by 3 to 1', () => {
    for (const ground of grounds) {
      expect(read('tokens.css')).toContain(ground);
      for (const colour of colours) expect(contrast(colour, linear(ground))).toBeGreaterThan(3);
    }
  });
});

it('gives the same dark colours by the system’s theme and by the chosen one', () => {
  expect(classesOf(system)).toEqual(classesOf(dark));
});
