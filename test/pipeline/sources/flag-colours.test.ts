import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTemplate, css, distance, mainColours, recoloured, type Colour, type Raster } from '../../../pipeline/sources/flag-colours.ts';
import { furthest } from '../images/pictures.support.ts';
import { BLUE, RED, striped, WHITE, YELLOW } from './flags.support.ts';

const colourAt = ({ rgb, width }: Raster, x: number, y: number): Colour => {
  const at = 3 * (y * width + x);
  return [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
};
/** Pixels of the given colours, by how many of each. */
const counted = (...parts: [Colour, number][]): Raster => {
  const pixels = parts.flatMap(([colour, count]) => Array.from({ length: count }, () => colour));
  return { rgb: Uint8Array.from(pixels.flat()), width: pixels.length, height: 1 };
};
/** Two colours with a soft edge of three pixels between. */
const softEdge = (left: Colour, right: Colour): Raster => {
  const shares = [...Array<number>(200).fill(1), 0.75, 0.5, 0.25, ...Array<number>(190).fill(0)];
  const row = shares.flatMap((share) => left.map((value, channel) => Math.round(value * share + right[channel]! * (1 - share))));
  return { rgb: Uint8Array.from([...row, ...row]), width: shares.length, height: 2 };
};

describe('mainColours', () => {
  it('lists the commonest first', () => {
    expect(mainColours(counted([RED, 20], [WHITE, 50], [BLUE, 30]))).toEqual([WHITE, BLUE, RED]);
  });

  it('counts colours closer than 50 as one, under the commonest of them', () => {
    expect(mainColours(counted([[100, 0, 0], 30], [[149, 0, 0], 25], [WHITE, 45]))).toEqual([[100, 0, 0], WHITE]);
    expect(mainColours(counted([[100, 0, 0], 30], [[150, 0, 0], 25], [WHITE, 45]))).toEqual([WHITE, [100, 0, 0], [150, 0, 0]]);
  });

  it('leaves out what covers no more than 1 %', () => {
    expect(mainColours(counted([WHITE, 990], [RED, 10]))).toEqual([WHITE]);
    expect(mainColours(counted([WHITE, 989], [RED, 11]))).toEqual([WHITE, RED]);
  });

  it('names at most five', () => {
    const many: [Colour, number][] = [0, 60, 120, 180, 240].flatMap((red) => [[[red, 0, 0], 10 + red], [[red, 255, 0], 9 + red]] as [Colour, number][]);
    const found = mainColours(counted(...many));
    expect(found).toHaveLength(5);
    expect(found[0]).toEqual([240, 0, 0]);
  });

  it('keeps to its rules for any picture', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(fc.property(fc.array(fc.tuple(fc.tuple(byte, byte, byte), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 12 }), (parts) => {
      const found = mainColours(counted(...parts));
      expect(found.length).toBeLessThanOrEqual(5);
      expect(found.length).toBeGreaterThan(0);
      found.forEach((a, index) => {
        expect(parts.some(([colour]) => distance(colour, a) === 0)).toBe(true);
        for (const b of found.slice(index + 1)) expect(distance(a, b)).toBeGreaterThanOrEqual(50);
      });
    }));
  });
});

describe('a template', () => {
  it('in its own colours is the flag again', () => {
    for (const raster of [striped([BLUE, WHITE, RED]), softEdge(RED, WHITE), softEdge(BLUE, YELLOW)]) {
      const template = asTemplate(raster);
      const again = recoloured(template, template.colours);
      expect([again.width, again.height]).toEqual([raster.width, raster.height]);
      expect(furthest(again.rgb, raster.rgb)).toBeLessThanOrEqual(24);
    }
  });

  it('swaps whole areas exactly', () => {
    const template = asTemplate(striped([BLUE, WHITE, WHITE, RED, RED, RED]));
    expect(template.colours).toEqual([RED, WHITE, BLUE]);
    const other = recoloured(template, [YELLOW, [0, 0, 0], [0, 128, 0]]);
    expect(other.rgb).toEqual(striped([[0, 128, 0], [0, 0, 0], [0, 0, 0], YELLOW, YELLOW, YELLOW]).rgb);
  });

  it('keeps edges between their two colours: no third appears', () => {
    const template = asTemplate(softEdge(RED, WHITE));
    expect(template.colours).toEqual([RED, WHITE]);
    const other = recoloured(template, [BLUE, YELLOW]);
    const length = distance(BLUE, YELLOW);
    let before = -1;
    for (let x = 0; x < other.width; x += 1) {
      const colour = colourAt(other, x, 0);
      expect(distance(colour, BLUE) + distance(colour, YELLOW)).toBeLessThan(length + 2);
      expect(distance(colour, BLUE)).toBeGreaterThanOrEqual(before);
      before = distance(colour, BLUE);
    }
    expect(distance(colourAt(other, 201, 0), BLUE) / length).toBeCloseTo(0.5, 1);
  });

  it('keeps the colours that it is given none for, and pixels that are no mixture', () => {
    const raster = counted([RED, 500], [WHITE, 500], [[0, 255, 0], 5]);
    const template = asTemplate(raster);
    expect(template.colours).toEqual([RED, WHITE]);
    const other = recoloured(template, [BLUE]);
    expect([0, 700, 1002].map((x) => colourAt(other, x, 0))).toEqual([BLUE, WHITE, [0, 255, 0]]);
    expect(colourAt(raster, 0, 0)).toEqual(RED);
  });
});

it('writes colours as an SVG wants them', () => {
  expect(css([1, 2, 255])).toBe('rgb(1,2,255)');
});
