import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { distance } from '../../../pipeline/sources/flag-colours.ts';
import { randomColours, recolour } from '../../../pipeline/sources/flag-recolours.ts';
import { BLUE, GREEN, RED, striped, templateOf, WHITE, YELLOW } from './flags.support.ts';

const flags = [templateOf('fr', 'France', [BLUE, BLUE, WHITE, RED, RED, RED]), templateOf('ua', 'Ukraine', [GREEN, YELLOW, YELLOW])];
const palette = [BLUE, WHITE, RED, GREEN, YELLOW];

describe('randomColours', () => {
  it('draws colours of the flags, slightly moved and well apart', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const colours = randomColours(flags, 3, seeded(seed));
      expect(colours).toHaveLength(3);
      colours.forEach((colour, index) => {
        expect(colour.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
        expect(palette.some((own) => own.every((value, channel) => Math.abs(value - colour[channel]!) <= 20))).toBe(true);
        for (const other of colours.slice(0, index)) expect(distance(colour, other)).toBeGreaterThanOrEqual(60);
      });
    }
  });

  it('repeats colours rather than searching for ever', () => {
    expect(randomColours([templateOf('r', 'Red', [RED])], 4, seeded(1))).toHaveLength(4);
    expect(randomColours(flags, 0, seeded(1))).toEqual([]);
  });
});

describe('recolour', () => {
  it('keeps the design and names it', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const made = recolour(flags, seeded(seed));
      const ukraine = made.parents[0] === 'ua';
      expect(made.title).toBe(`${ukraine ? 'Ukraine' : 'France'} in other colours`);
      const [bars, bare] = ukraine ? [[0, 1, 1], 3] : [[0, 0, 1, 2, 2, 2], 6];
      const colours = bars.map((_, index) => {
        const at = 3 * Math.floor(((index + 0.5) * 60) / bare);
        return [made.raster.rgb[at]!, made.raster.rgb[at + 1]!, made.raster.rgb[at + 2]!] as const;
      });
      expect(made.raster.rgb).toEqual(striped(colours).rgb);
      bars.forEach((bar, index) => expect(colours[index]).toEqual(colours[bars.indexOf(bar)]));
    }
  });

  it('uses every design about as often, and the same random numbers alike', () => {
    const random = seeded(5);
    const french = Array.from({ length: 600 }, () => recolour(flags, random)).filter((made) => made.parents[0] === 'fr').length;
    expect(Math.abs(french - 300)).toBeLessThan(50);
    expect(recolour(flags, seeded(9))).toEqual(recolour(flags, seeded(9)));
  });
});
