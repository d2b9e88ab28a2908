/** Recolours: a country's design in colours drawn at random from all flags. */
import type { Random } from '../ground/random.ts';
import { recoloured, type Colour } from './flag-colours.ts';
import type { FlagTemplate, MadeFlag } from './flag-mash-ups.ts';

/** Each channel of a drawn colour may move by this much. */
const SHIFT = 20;

/** Designs with much detail come up more often: they are the hard ones, and mash-ups favour those with few colours. */
export function recolour(flags: readonly FlagTemplate[], random: Random): MadeFlag {
  const design = pickByDetail(flags, random);
  const colours = randomColours(flags, design.template.colours.length, random);
  return { title: `${design.title} in other colours`, parents: [design.id], raster: recoloured(design.template, colours) };
}

/** `count` colours, each from a flag drawn at random, slightly moved, no two alike where that can be helped. */
export function randomColours(flags: readonly FlagTemplate[], count: number, random: Random): Colour[] {
  const colours: Colour[] = [];
  for (let tries = 0; colours.length < count; tries += 1) {
    const drawn = random.pick(random.pick(flags).template.colours);
    const moved = drawn.map((value) => Math.min(255, Math.max(0, Math.round(value + (2 * random.uniform() - 1) * SHIFT)))) as unknown as Colour;
    const alike = colours.some((colour) => Math.hypot(colour[0] - moved[0], colour[1] - moved[1], colour[2] - moved[2]) < 60);
    if (!alike || tries > 20 * count) colours.push(moved);
  }
  return colours;
}

/** Even a plain flag is drawn this often, against 1 for one with the mean detail. */
const PLAIN = 0.3;

function pickByDetail(flags: readonly FlagTemplate[], random: Random): FlagTemplate {
  const mean = flags.reduce((sum, flag) => sum + flag.detail, 0) / flags.length || 1;
  const weights = flags.map((flag) => PLAIN + flag.detail / mean);
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  return flags.find((_, index) => (left -= weights[index]!) < 0) ?? flags.at(-1)!;
}
