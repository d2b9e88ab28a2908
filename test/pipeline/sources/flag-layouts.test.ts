import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { drawLayout } from '../../../pipeline/sources/flag-layouts.ts';
import { plain } from '../images/pictures.support.ts';
import { css } from '../../../pipeline/sources/flag-colours.ts';
import { BLACK, BLUE, GREEN, RED, WHITE, YELLOW } from './flags.support.ts';

const palette = [RED, WHITE, BLUE, YELLOW, GREEN, BLACK];
const never = (): string => 'data:image/png;base64,';

describe('drawLayout', () => {
  it('draws SVG that fills 300 × 200 and that sharp reads', async () => {
    const png = await plain(6, 4, [10, 20, 30]).png().toBuffer();
    const address = `data:image/png;base64,${png.toString('base64')}`;
    for (let seed = 0; seed < 60; seed += 1) {
      const { title, svg } = drawLayout(palette, () => address, seeded(seed));
      expect(title).not.toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([300, 200]);
      // Seams between bars are soft; nothing is open.
      let open = 0;
      for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha]! < 200) open += 1;
      expect(open).toBe(0);
    }
  });

  it('pastes only what it is given, and only as often as it asks', () => {
    let pasted = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const given: string[] = [];
      const { svg } = drawLayout(palette, () => {
        given.push(`data:image/png;base64,flag${given.length}`);
        return given.at(-1)!;
      }, seeded(seed));
      expect([...svg.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual(given);
      expect([...svg.matchAll(/(?:data|https?):[^"]*/g)].map((match) => match[0]).filter((address) => !address.includes('www.w3.org'))).toEqual(given);
      pasted += given.length;
    }
    expect(pasted).toBeGreaterThan(10);
  });

  it('takes its colours from the palette', () => {
    const known = new Set(palette.map(css));
    for (let seed = 0; seed < 300; seed += 1) {
      const { svg } = drawLayout(palette, never, seeded(seed));
      const used = [...svg.matchAll(/rgb\([^)]*\)/g)].map((match) => match[0]);
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((colour) => !known.has(colour))).toEqual([]);
    }
  });

  it('is the same for the same random numbers, and of every sort over many', () => {
    const titles = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const made = drawLayout(palette, never, seeded(seed));
      expect(made).toEqual(drawLayout(palette, never, seeded(seed)));
      titles.add(made.title);
    }
    expect([...titles].sort()).toEqual(['Bars across', 'Border', 'Cross', 'Cross over saltire', 'Diagonal', 'Plain field', 'Quarters', 'Rays', 'Saltire', 'Upright bars']);
  });
});
