/** Made-up flags: layouts that flags are built from, drawn in random proportions and colours, with emblems on some. */
import type { Random } from '../ground/random.ts';
import { css, type Colour } from './flag-colours.ts';

/** What a layout is drawn with. Sizes are in units of a 300 × 200 flag. */
interface Drawing {
  random: Random;
  /** The next colour of the flag's palette. */
  colour(): string;
  /** A small real flag as a data address, to be pasted as canton or shield. */
  pasted(): string;
}

const WIDTH = 300;
const HEIGHT = 200;

/** A flag as SVG, 300 × 200. `palette` holds at least six colours; `paste` gives addresses of small pictures. */
export function drawLayout(palette: readonly Colour[], paste: () => string, random: Random): { title: string; svg: string } {
  let used = 0;
  const drawing: Drawing = { random, pasted: paste, colour: () => css(palette[used++ % palette.length]!) };
  const [title, base] = random.pick(bases);
  const parts = [base(drawing)];
  if (random.uniform() < 0.3) parts.push(random.pick(attachments)(drawing));
  if (random.uniform() < 0.55) parts.push(random.pick(emblems)(drawing));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${parts.join('')}</svg>`;
  return { title, svg };
}

const rect = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}"/>`;
const polygon = (points: readonly (readonly [number, number])[], fill: string): string =>
  `<polygon points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="${fill}"/>`;
const field = (fill: string): string => rect(0, 0, WIDTH, HEIGHT, fill);
const between = (random: Random, low: number, high: number): number => low + random.uniform() * (high - low);

/** Bars of 1 to 13, equal, with a wide middle, with narrow lines between, or of random widths. */
function bars({ random, colour }: Drawing, upright: boolean): string {
  const count = random.pick([2, 2, 3, 3, 3, 3, 3, 4, 5, 5, 5, 7, 9, 13]);
  const colours = Array.from({ length: Math.min(count, random.pick([2, 3, 3, 4, 5])) }, colour);
  const mirrored = random.uniform() < 0.5;
  const kind = random.below(4);
  const widths = Array.from({ length: count }, (_, index) => {
    if (kind === 1 && index === (count - 1) / 2) return between(random, 1.4, 3);
    if (kind === 2 && index % 2 === 1) return between(random, 0.12, 0.5);
    return kind === 3 ? between(random, 0.5, 1.5) : 1;
  });
  const total = widths.reduce((sum, width) => sum + width, 0);
  let start = 0;
  return widths.map((width, index) => {
    const place = mirrored ? Math.min(index, count - 1 - index) : index;
    const fill = colours[place % colours.length]!;
    const [from, size] = [start / total, width / total];
    start += width;
    return upright ? rect(from * WIDTH, 0, size * WIDTH + 0.5, HEIGHT, fill) : rect(0, from * HEIGHT, WIDTH, size * HEIGHT + 0.5, fill);
  }).join('');
}

function cross({ random, colour }: Drawing): string {
  const x = random.pick([0.33, 0.36, 0.38, 0.5]) * WIDTH;
  const wide = between(random, 20, 70);
  const arms = (width: number, fill: string): string => rect(x - width / 2, 0, width, HEIGHT, fill) + rect(0, HEIGHT / 2 - width / 2, WIDTH, width, fill);
  const inner = random.uniform() < 0.5 ? arms(wide * between(random, 0.35, 0.6), colour()) : '';
  return field(colour()) + quarters(random, x, colour) + arms(wide, colour()) + inner;
}

/** Some crosses stand on quarters of two colours. */
function quarters(random: Random, x: number, colour: () => string): string {
  if (random.uniform() < 0.75) return '';
  const fill = colour();
  return rect(0, 0, x, HEIGHT / 2, fill) + rect(x, HEIGHT / 2, WIDTH - x, HEIGHT / 2, fill);
}

function saltire({ random, colour }: Drawing): string {
  const arms = (width: number, fill: string): string =>
    `<path d="M0 0L${WIDTH} ${HEIGHT}M0 ${HEIGHT}L${WIDTH} 0" stroke="${fill}" stroke-width="${width.toFixed(1)}"/>`;
  const wide = between(random, 20, 60);
  const sides = random.uniform() < 0.4 ? polygon([[0, 0], [WIDTH / 2, HEIGHT / 2], [0, HEIGHT]], colour()) : '';
  return field(colour()) + sides + arms(wide, colour()) + (random.uniform() < 0.5 ? arms(wide * 0.45, colour()) : '');
}

/** The Union Jack's pattern: saltire and cross, each with an edge. */
function crossOverSaltire({ random, colour }: Drawing): string {
  const edge = colour();
  const inner = colour();
  const diagonal = (width: number, fill: string): string => `<path d="M0 0L${WIDTH} ${HEIGHT}M0 ${HEIGHT}L${WIDTH} 0" stroke="${fill}" stroke-width="${width}"/>`;
  const upright = (width: number, fill: string): string => rect(WIDTH / 2 - width / 2, 0, width, HEIGHT, fill) + rect(0, HEIGHT / 2 - width / 2, WIDTH, width, fill);
  const wide = between(random, 50, 75);
  return field(colour()) + diagonal(wide * 0.6, edge) + diagonal(wide * 0.22, inner) + upright(wide, edge) + upright(wide * 0.6, inner);
}

function diagonal({ random, colour }: Drawing): string {
  const down = random.uniform() < 0.5;
  const half: (readonly [number, number])[] = down ? [[0, 0], [WIDTH, HEIGHT], [0, HEIGHT]] : [[0, 0], [WIDTH, 0], [0, HEIGHT]];
  const line = down ? `M0 0L${WIDTH} ${HEIGHT}` : `M0 ${HEIGHT}L${WIDTH} 0`;
  const wide = between(random, 20, 80);
  const stripe = (width: number): string => `<path d="${line}" stroke="${colour()}" stroke-width="${width.toFixed(1)}"/>`;
  return field(colour()) + polygon(half, colour()) + (random.uniform() < 0.7 ? stripe(wide) : '') + (random.uniform() < 0.4 ? stripe(wide * 0.55) : '');
}

function quartered({ colour, random }: Drawing): string {
  const [a, b] = [colour(), colour()];
  const [c, d] = random.uniform() < 0.5 ? [b, a] : [colour(), colour()];
  return rect(0, 0, 150, 100, a) + rect(150, 0, 150, 100, b) + rect(0, 100, 150, 100, c) + rect(150, 100, 150, 100, d);
}

function rays({ random, colour }: Drawing): string {
  const [x, y] = random.pick([[WIDTH / 2, HEIGHT / 2], [0, 0], [0, HEIGHT]] as const);
  const count = random.pick([8, 12, 16, 24]);
  const fill = colour();
  const reach = 400;
  const parts = Array.from({ length: count }, (_, index) => {
    const angle = (side: number): readonly [number, number] => {
      const turn = ((index + side) / count) * 2 * Math.PI;
      return [x + reach * Math.cos(turn), y + reach * Math.sin(turn)];
    };
    return polygon([[x, y], angle(0), angle(0.5)], fill);
  });
  return field(colour()) + parts.join('');
}

function bordered(drawing: Drawing): string {
  const { random, colour } = drawing;
  const width = between(random, 8, 26);
  return field(colour()) + rect(width, width, WIDTH - 2 * width, HEIGHT - 2 * width, colour());
}

const bases: readonly (readonly [title: string, draw: (drawing: Drawing) => string])[] = [
  ['Bars across', (drawing) => bars(drawing, false)], ['Bars across', (drawing) => bars(drawing, false)], ['Bars across', (drawing) => bars(drawing, false)],
  ['Upright bars', (drawing) => bars(drawing, true)], ['Upright bars', (drawing) => bars(drawing, true)],
  ['Plain field', ({ colour }) => field(colour())], ['Plain field', ({ colour }) => field(colour())],
  ['Cross', cross], ['Saltire', saltire], ['Cross over saltire', crossOverSaltire], ['Diagonal', diagonal], ['Quarters', quartered],
  ['Rays', rays], ['Border', bordered],
];

/** Parts that lie on a base at its left or upper edge. */
const attachments: readonly ((drawing: Drawing) => string)[] = [
  ({ random, colour }) => polygon([[0, 0], [between(random, 80, 180), HEIGHT / 2], [0, HEIGHT]], colour()),
  ({ random, colour }) => {
    const reach = between(random, 90, 160);
    return polygon([[0, 0], [reach, HEIGHT / 2], [0, HEIGHT]], colour()) + polygon([[0, 18], [reach - 24, HEIGHT / 2], [0, HEIGHT - 18]], colour());
  },
  ({ random, colour }) => rect(0, 0, between(random, 60, 110), HEIGHT, colour()),
  ({ random, colour }) => rect(0, 0, between(random, 90, 160), between(random, 66, 125), colour()),
  ({ random, pasted }) => `<image href="${pasted()}" x="0" y="0" width="${between(random, 110, 155).toFixed(1)}" height="${between(random, 85, 105).toFixed(1)}" preserveAspectRatio="none"/>`,
  ({ random, pasted }) => `<image href="${pasted()}" x="0" y="0" width="150" height="100" preserveAspectRatio="none" opacity="${random.pick([1, 1, 0.999])}"/>`,
];

const places = [[WIDTH / 2, HEIGHT / 2], [WIDTH / 2, HEIGHT / 2], [WIDTH * 0.25, HEIGHT * 0.27], [WIDTH * 0.2, HEIGHT / 2], [WIDTH * 0.74, HEIGHT / 2]] as const;

function star(x: number, y: number, radius: number, points: number, fill: string, turn = 0): string {
  const corners = Array.from({ length: 2 * points }, (_, index) => {
    const angle = (index / points) * Math.PI - Math.PI / 2 + turn;
    const reach = index % 2 ? radius * (points === 5 ? 0.382 : 0.5) : radius;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)] as const;
  });
  return polygon(corners, fill);
}

const disc = (x: number, y: number, radius: number, fill: string): string => `<circle cx="${x}" cy="${y}" r="${radius.toFixed(1)}" fill="${fill}"/>`;

const emblems: readonly ((drawing: Drawing) => string)[] = [
  ({ random, colour }) => star(...random.pick(places), between(random, 16, 52), random.pick([5, 5, 5, 6, 7, 8, 12]), colour()),
  ({ random, colour }) => disc(...random.pick(places), between(random, 18, 58), colour()),
  ({ random, colour }) => {
    const [x, y] = random.pick(places);
    const radius = between(random, 28, 52);
    return disc(x, y, radius, colour()) + star(x, y, radius * 0.75, random.pick([5, 6, 8, 16]), colour());
  },
  ({ random, colour }) => {
    const [x, y] = random.pick(places);
    const radius = between(random, 26, 50);
    const fill = colour();
    const cut = `<mask id="moon"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${disc(x + radius * 0.28, y, radius * 0.8, '#000')}</mask>`;
    return `${cut}<g mask="url(#moon)">${disc(x, y, radius, fill)}</g>${random.uniform() < 0.7 ? star(x + radius * 0.75, y, radius * 0.45, 5, fill, 0.3) : ''}`;
  },
  ({ random, colour }) => {
    const fill = colour();
    return Array.from({ length: 3 + random.below(9) }, () => star(between(random, 20, 280), between(random, 20, 180), between(random, 6, 16), 5, fill)).join('');
  },
  ({ random, colour }) => {
    const [x, y] = random.pick(places);
    const fill = colour();
    const count = 5 + random.below(8);
    const radius = between(random, 28, 46);
    return Array.from({ length: count }, (_, index) => star(x + radius * Math.cos((index / count) * 2 * Math.PI), y + radius * Math.sin((index / count) * 2 * Math.PI), 8, 5, fill)).join('');
  },
  ({ random, pasted }) => {
    const [x, y] = random.pick(places);
    const size = between(random, 40, 80);
    return `<clipPath id="shield"><path d="M${x - size / 2} ${y - size / 2}h${size}v${size * 0.6}q0 ${size * 0.35} ${-size / 2} ${size * 0.55}q${-size / 2} ${-size * 0.2} ${-size / 2} ${-size * 0.55}z"/></clipPath>`
      + `<image href="${pasted()}" x="${x - size / 2}" y="${y - size / 2}" width="${size}" height="${size * 1.15}" preserveAspectRatio="none" clip-path="url(#shield)"/>`;
  },
];
