/** Synthetic flags for training: mash-ups, recolours and made-up layouts, a third each. None equals a real flag. */
import sharp from 'sharp';
import { Problem } from '../ground/problem.ts';
import { seeded, type Random } from '../ground/random.ts';
import { decodePicture } from '../images/decode.ts';
import { emptyPictures, type Pictures } from '../images/pictures.ts';
import type { SourceItem } from '../images/source-item.ts';
import { putPlanar } from '../images/tensors.ts';
import { asTemplate, detailOf, type Raster } from './flag-colours.ts';
import { cutOut, withEmblem } from './flag-emblems.ts';
import { drawLayout } from './flag-layouts.ts';
import { mashUp, type FlagTemplate, type MadeFlag } from './flag-mash-ups.ts';
import { randomColours, recolour } from './flag-recolours.ts';
import { realFlags, signature } from './real-flags.ts';

export type SyntheticKind = 'mash-up' | 'recolour' | 'layout';

interface SyntheticFlags {
  pictures: Pictures;
  made: { title: string; kind: SyntheticKind; parents: string[] }[];
}

interface Options {
  seed: number;
  count: number;
  /** Countries that may lend neither design, colours nor emblem. */
  exclude: ReadonlySet<string>;
  width: number;
  height: number;
  /** All real flags. */
  flags: readonly SourceItem[];
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** After so many flags in a row that were made before, or are real, there are no more to be found. */
const MOST_TRIES = 2_000;

/** Share of made-up layouts that carry an emblem cut out of a real flag. */
const WITH_EMBLEM = 0.6;

/** Flags are mixed at this multiple of the wanted size and averaged down, so that edges come out smooth. */
const OVERSAMPLING = 3;

/** `count` synthetic flags of `width` × `height`; the same for the same options. */
export async function syntheticFlags(options: Options): Promise<SyntheticFlags> {
  const { seed, count, width, height, onProgress } = options;
  const workshop = await openWorkshop(options);
  const pictures = emptyPictures(count, width, height);
  const made: SyntheticFlags['made'] = [];
  for (let index = 0; index < count; index += 1) {
    options.signal?.throwIfAborted();
    const kind = kinds[index % kinds.length]!;
    const flag = await workshop.make(kind, seeded(seed, `synthetic ${index}`));
    putPlanar(flag.small, pictures, index);
    made.push({ title: flag.title, kind, parents: flag.parents });
    onProgress?.(index + 1, count);
  }
  return { pictures, made };
}

export const kinds = ['mash-up', 'recolour', 'layout'] as const;

/** A synthetic flag with its small form: RGB bytes of `width` × `height`. */
interface Finished extends MadeFlag {
  small: Uint8Array;
}

interface Workshop {
  /** Makes flags until one is neither a real flag nor made before. */
  make(kind: SyntheticKind, random: Random): Promise<Finished>;
}

/** Gets all flags ready to be mixed at `width` × `height`. */
export async function openWorkshop(options: Pick<Options, 'exclude' | 'width' | 'height' | 'flags'>): Promise<Workshop> {
  const { width, height, exclude } = options;
  const big = { width: OVERSAMPLING * width, height: OVERSAMPLING * height };
  const usable = options.flags.filter((flag) => !exclude.has(flag.id));
  const templates = await Promise.all(usable.map(async (flag): Promise<FlagTemplate> => {
    const raster = await rasterOf(flag, big);
    const borders = Array.isArray(flag.facts.borders) ? flag.facts.borders : [];
    return { id: flag.id, title: flag.title, borders, template: asTemplate(raster), detail: detailOf(raster) };
  }));
  const pasted = await Promise.all(templates.map(({ template }) => asAddress(template.raster)));
  const emblems = templates.flatMap(({ template }) => cutOut(template) ?? []);
  const real = await realFlags(options.flags);
  const seen = new Set<string>();
  const draw = async (kind: SyntheticKind, random: Random): Promise<MadeFlag> => {
    switch (kind) {
      case 'mash-up': return mashUp(templates, random);
      case 'recolour': return recolour(templates, random);
      case 'layout': {
        const palette = randomColours(templates, 6, random);
        const { title, svg } = drawLayout(palette, () => random.pick(pasted), random);
        const rgb = await sharp(Buffer.from(svg), { density: 72 * (big.width / 300) }).resize(big.width, big.height, { fit: 'fill' }).flatten({ background: '#ffffff' }).raw().toBuffer();
        const plain = { rgb, ...big };
        const raster = emblems.length && random.uniform() < WITH_EMBLEM ? withEmblem(plain, random.pick(emblems), palette, random) : plain;
        return { title, parents: [], raster };
      }
    }
  };
  return {
    make: async (kind, random) => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const flag = await draw(kind, random);
        const mark = signature(flag.raster);
        if (seen.has(mark.join()) || real.holds(mark)) continue;
        seen.add(mark.join());
        return { ...flag, small: averagedDown(flag.raster, OVERSAMPLING) };
      }
      throw new Problem(`No further ${kind} can be made from ${usable.length} flags; lower “mash-ups” in the collection's file.`);
    },
  };
}

/** The flag stretched to a size, on white. */
async function rasterOf(flag: SourceItem, { width, height }: { width: number; height: number }): Promise<Raster> {
  const picture = await decodePicture(await flag.picture.read(), flag.file, { longestSide: Math.max(width, height) });
  const rgb = await sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .flatten({ background: '#ffffff' }).resize(width, height, { fit: 'fill', kernel: 'linear' }).removeAlpha().raw().toBuffer();
  return { rgb, width, height };
}

/** A small picture as a data address, for pasting into an SVG. */
async function asAddress({ rgb, width, height }: Raster): Promise<string> {
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } }).resize(96, 64, { fit: 'fill' }).png().toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}

/** Means of `factor` × `factor` pixels. */
function averagedDown({ rgb, width, height }: Raster, factor: number): Uint8Array {
  const [columns, rows] = [width / factor, height / factor];
  const out = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let y = 0; y < factor; y += 1) {
          for (let x = 0; x < factor; x += 1) sum += rgb[3 * ((row * factor + y) * width + column * factor + x) + channel]!;
        }
        out[3 * (row * columns + column) + channel] = Math.round(sum / (factor * factor));
      }
    }
  }
  return out;
}
