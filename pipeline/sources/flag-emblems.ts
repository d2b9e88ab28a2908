/** Emblems cut out of real flags and put on made-up ones: arms, birds, maps and letters that no geometry makes. */
import type { Random } from '../ground/random.ts';
import { recoloured, type Colour, type Raster, type Template } from './flag-colours.ts';

/** What is left of a flag without its two commonest colours, when that is something. */
interface Emblem {
  template: Template;
  /** 1 where a pixel belongs to the emblem. */
  mask: Uint8Array;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Less than this share of a flag is a speck or an edge; more is a field. */
const LEAST = 0.01;
const MOST = 0.5;

/** The emblem of a flag, or null where it has none. */
export function cutOut(template: Template): Emblem | null {
  const { raster: { width, height }, first } = template;
  const mask = Uint8Array.from(first, (colour) => (colour > 1 ? 1 : 0));
  let [left, top, right, bottom, pixels] = [width, height, 0, 0, 0];
  mask.forEach((inside, pixel) => {
    if (!inside) return;
    pixels += 1;
    left = Math.min(left, pixel % width);
    right = Math.max(right, pixel % width);
    top = Math.min(top, Math.floor(pixel / width));
    bottom = Math.max(bottom, Math.floor(pixel / width));
  });
  const share = pixels / (width * height);
  return share < LEAST || share > MOST ? null : { template, mask, left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** A copy of `flag` with the emblem somewhere on it, from half to one and a half times its size, in its own colours or in `palette`'s. */
export function withEmblem(flag: Raster, emblem: Emblem, palette: readonly Colour[], random: Random): Raster {
  const colours = random.uniform() < 0.5 ? recoloured(emblem.template, palette) : emblem.template.raster;
  const size = 0.5 + random.uniform();
  const [width, height] = [Math.round(emblem.width * size), Math.round(emblem.height * size)];
  const left = Math.round((flag.width - width) * random.uniform());
  const top = Math.round((flag.height - height) * random.uniform());
  const rgb = Uint8Array.from(flag.rgb);
  for (let y = Math.max(0, top); y < Math.min(flag.height, top + height); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(flag.width, left + width); x += 1) {
      const from = (emblem.top + Math.floor((y - top) / size)) * flag.width + emblem.left + Math.floor((x - left) / size);
      if (emblem.mask[from] === 1) rgb.set(colours.rgb.subarray(3 * from, 3 * from + 3), 3 * (y * flag.width + x));
    }
  }
  return { ...flag, rgb };
}
