/** A few plain flags to mix: quick to draw, with colours that are easy to tell apart. */
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';
import { asTemplate, type Colour, type Raster } from '../../../pipeline/sources/flag-colours.ts';
import type { FlagTemplate } from '../../../pipeline/sources/flag-mash-ups.ts';
import { svg } from '../images/pictures.support.ts';

export const RED: Colour = [206, 17, 38];
export const WHITE: Colour = [255, 255, 255];
export const BLUE: Colour = [0, 38, 84];
export const YELLOW: Colour = [252, 209, 22];
export const GREEN: Colour = [0, 122, 61];
export const BLACK: Colour = [0, 0, 0];
const BROWN: Colour = [138, 60, 10];

/** Upright bars of whole pixels; a colour that stands more than once takes more of the flag. */
export function striped(colours: readonly Colour[], width = 60, height = 40): Raster {
  const rgb = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) rgb.set(colours[Math.floor(((pixel % width) * colours.length) / width)]!, 3 * pixel);
  return { rgb, width, height };
}

/** All count as equally detailed. */
export function templateOf(id: string, title: string, colours: readonly Colour[], borders: string[] = []): FlagTemplate {
  const flag = { id, title, borders, template: asTemplate(striped(colours)), detail: 0.1 };
  return flag;
}

const item = (id: string, title: string, colours: readonly Colour[], borders: string[], upright: boolean): SourceItem => {
  const parts = colours.map(([red, green, blue], index) => {
    const [x, y, width, height] = upright ? [index * 60, 0, 60, 40 * colours.length] : [0, index * 40, 60 * colours.length, 40];
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="rgb(${red},${green},${blue})"/>`;
  });
  const bytes = svg(`viewBox="0 0 ${60 * colours.length} ${40 * colours.length}"`, parts.join(''));
  return { id, title, subtitle: '', aliases: [], labels: {}, facts: { borders }, file: `${id}.svg`, picture: inMemory(bytes) };
};

export const fewFlags = (): SourceItem[] => [
  item('fr', 'France', [BLUE, WHITE, RED], ['be', 'it'], true),
  item('it', 'Italy', [GREEN, WHITE, RED], ['fr'], true),
  item('be', 'Belgium', [BLACK, YELLOW, RED], ['fr', 'de'], true),
  item('de', 'Germany', [BLACK, RED, YELLOW], ['be'], false),
  item('ua', 'Ukraine', [BLUE, YELLOW], [], false),
  item('ie', 'Ireland', [GREEN, WHITE, [255, 136, 62]], [], true),
  item('pl', 'Poland', [WHITE, RED], ['de', 'ua'], false),
  item('ml', 'Mali', [GREEN, YELLOW, RED], [], true),
  item('nl', 'Netherlands', [RED, WHITE, [33, 70, 139]], ['be', 'de'], false),
  item('ee', 'Estonia', [[0, 114, 206], BLACK, WHITE], [], false),
  item('ye', 'Yemen', [RED, WHITE, BLACK], [], false),
  item('qa', 'Brownland', [BROWN, WHITE], [], true),
];
