import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { asTemplate, detailOf, type Colour, type Raster } from '../../../pipeline/sources/flag-colours.ts';
import { cutOut, withEmblem } from '../../../pipeline/sources/flag-emblems.ts';

/** A flag of `colours[0]` over `colours[1]`, with a square of the third in the middle. */
function flag(colours: readonly Colour[], square: number): Raster {
  const [width, height] = [60, 40];
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inside = Math.abs(x + 0.5 - width / 2) < square / 2 && Math.abs(y + 0.5 - height / 2) < square / 2;
      rgb.set(inside ? colours[2]! : y < height / 2 ? colours[0]! : colours[1]!, 3 * (y * width + x));
    }
  }
  return { rgb, width, height };
}

const colours: Colour[] = [[200, 0, 0], [255, 255, 255], [0, 40, 160]];

describe('cutOut', () => {
  it('leaves what is neither of the two commonest colours', () => {
    const emblem = cutOut(asTemplate(flag(colours, 10)))!;
    expect([emblem.left, emblem.top, emblem.width, emblem.height]).toEqual([25, 15, 10, 10]);
    expect(emblem.mask.reduce((sum, inside) => sum + inside, 0)).toBe(100);
  });

  it('is null for a flag without an emblem', () => {
    expect(cutOut(asTemplate(flag(colours, 0)))).toBeNull();
  });
});

describe('withEmblem', () => {
  it('puts the emblem on a copy, the same for the same seed, in its own colours or the palette’s', () => {
    const emblem = cutOut(asTemplate(flag(colours, 10)))!;
    const field = flag([[9, 9, 9], [9, 9, 9], [9, 9, 9]], 0);
    const palette: Colour[] = [[1, 2, 3], [4, 5, 6], [70, 80, 90]];
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const made = withEmblem(field, emblem, palette, seeded(seed));
      expect(withEmblem(field, emblem, palette, seeded(seed))).toEqual(made);
      let pixels = 0;
      for (let at = 0; at < made.rgb.length; at += 3) {
        const colour = made.rgb.subarray(at, at + 3).join();
        if (colour === '9,9,9') continue;
        pixels += 1;
        seen.add(colour);
      }
      expect(pixels).toBeGreaterThanOrEqual(25);
      expect(pixels).toBeLessThanOrEqual(225);
    }
    expect([...seen].sort()).toEqual(['0,40,160', '70,80,90']);
    expect(field.rgb.every((value) => value === 9)).toBe(true);
  });
});

it('detailOf counts pixels at edges', () => {
  expect(detailOf(flag(colours, 0))).toBeCloseTo(59 / 2400, 6);
  expect(detailOf(flag(colours, 20))).toBeGreaterThan(detailOf(flag(colours, 0)));
});
