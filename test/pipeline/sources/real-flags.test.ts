import { beforeAll, describe, expect, it } from 'vitest';
import { asTemplate, recoloured, type Raster } from '../../../pipeline/sources/flag-colours.ts';
import { realFlags, signature, type RealFlags } from '../../../pipeline/sources/real-flags.ts';
import { BLACK, BLUE, fewFlags, GREEN, RED, striped, WHITE, YELLOW } from './flags.support.ts';

let real: RealFlags;
beforeAll(async () => { real = await realFlags(fewFlags()); });

describe('realFlags', () => {
  it('knows a real flag at any size', () => {
    for (const [width, height] of [[60, 40], [216, 144], [24, 16]] as const) {
      expect(real.holds(signature(striped([BLUE, WHITE, RED], width, height)))).toBe(true);
      expect(real.holds(signature(striped([BLACK, YELLOW, RED], width, height)))).toBe(true);
    }
  });

  it('knows it in slightly other shades too', () => {
    const shades = striped([[6, 44, 90], [250, 250, 250], [200, 22, 42]]);
    expect(real.holds(signature(shades))).toBe(true);
  });

  it('does not take another order, design or colours for it', () => {
    expect(real.holds(signature(striped([RED, WHITE, BLUE])))).toBe(false);
    expect(real.holds(signature(striped([BLUE, RED])))).toBe(false);
    const french = striped([BLUE, WHITE, RED]);
    const template = asTemplate(french);
    expect(real.holds(signature(recoloured(template, template.colours)))).toBe(true);
    expect(real.holds(signature(recoloured(template, [YELLOW, GREEN, BLACK])))).toBe(false);
  });

  it('knows nothing where there are no flags', async () => {
    expect((await realFlags([])).holds(signature(striped([BLUE, WHITE, RED])))).toBe(false);
  });
});

describe('signature', () => {
  it('holds the mean colours of 12 × 8 fields', () => {
    const plain: Raster = striped([[10, 20, 30]], 25, 17);
    expect([...signature(plain)]).toEqual(Array.from({ length: 96 }, () => [10, 20, 30]).flat());
    const first = signature(striped([...Array(6).fill(BLACK), ...Array(6).fill(WHITE)], 24, 16));
    expect([...first.subarray(0, 36)]).toEqual([...Array(18).fill(0), ...Array(18).fill(255)]);
  });

  it('averages inside a field', () => {
    const raster = { rgb: Uint8Array.from({ length: 24 * 16 * 3 }, (_, index) => (Math.floor(index / 3) % 2 ? 200 : 100)), width: 24, height: 16 };
    expect(new Set(signature(raster))).toEqual(new Set([150]));
  });
});
