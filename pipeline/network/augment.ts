/**
 * Changes pictures a little each time they are trained on, so that a network learns what stays the same and not these pictures by heart.
 * The changes and their ranges are those of torchvision's RandomRotation, RandomResizedCrop, RandomHorizontalFlip and ColorJitter.
 */
import { Problem } from '../ground/problem.ts';
import type { Random } from '../ground/random.ts';

/** What is absent does not happen. */
export interface Augmentation {
  /** Turned by up to so many degrees either way; corners that come from outside show the nearest edge. */
  rotation?: number;
  /** A part with a share of the area and a ratio of width to height, both beside the whole picture's, stretched to the picture's size. */
  crop?: { area: Range; ratio: Range };
  /** Chance that the picture is mirrored left to right. */
  flip?: number;
  /** Of pictures with red, green and blue. */
  colour?: ColourJitter;
}

/** The most that each is changed by: brightness, contrast and saturation are multiplied by 1 ± so much, the hue turns by ± so many degrees. */
interface ColourJitter {
  brightness?: number;
  contrast?: number;
  saturation?: number;
  hue?: number;
}

type Range = readonly [least: number, most: number];

/** Channels × height × width. */
export type PictureShape = readonly [channels: number, height: number, width: number];

/** Throws a Problem where a change has no meaning. */
export function checkAugmentation({ rotation = 0, crop, flip = 0, colour = {} }: Augmentation): void {
  const within = (name: string, value: number, least: number, most: number): void => {
    if (!(value >= least && value <= most)) throw new Problem(`The changes of training pictures have ${name} ${value}; give a number from ${least} to ${most}.`);
  };
  within('rotation', rotation, 0, 180);
  within('flip', flip, 0, 1);
  for (const [name, value] of Object.entries(colour)) within(name, value as number, 0, name === 'hue' ? 180 : 1);
  if (!crop) return;
  within('the least area of a crop', crop.area[0], 0.01, 1);
  within('the most area of a crop', crop.area[1], crop.area[0], 1);
  within('the least ratio of a crop', crop.ratio[0], 0.1, 10);
  within('the most ratio of a crop', crop.ratio[1], crop.ratio[0], 10);
}

/** Writes a changed copy of `picture`, planar bytes, to `target`. */
export function augment(picture: Uint8Array, target: Uint8Array, shape: PictureShape, how: Augmentation, random: Random): void {
  place(picture, target, shape, drawPlacement(shape, how, random));
  if (how.colour && shape[0] === 3) mix(target, drawMixture(how.colour, random));
}

/** From a pixel of the target to its place in the picture: x = a·x′ + b·y′ + c, y = d·x′ + e·y′ + f, in pixels. */
type Placement = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Crop, mirror and turn in one, about the middle of the part that is cut out. */
function drawPlacement([, height, width]: PictureShape, { rotation = 0, crop, flip = 0 }: Augmentation, random: Random): Placement {
  const part = crop ? drawPart(width, height, crop, random) : { left: 0, top: 0, width, height };
  const mirror = random.uniform() < flip ? -1 : 1;
  const angle = (2 * random.uniform() - 1) * rotation * Math.PI / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const [acrossX, acrossY] = [mirror * part.width / width, part.height / height];
  const [a, b, d, e] = [cosine * acrossX, -sine * acrossY, sine * acrossX, cosine * acrossY];
  const middle = { x: part.left + (part.width - 1) / 2, y: part.top + (part.height - 1) / 2 };
  return [a, b, middle.x - (a * (width - 1) + b * (height - 1)) / 2, d, e, middle.y - (d * (width - 1) + e * (height - 1)) / 2];
}

function drawPart(width: number, height: number, { area, ratio }: NonNullable<Augmentation['crop']>, random: Random): { left: number; top: number; width: number; height: number } {
  const share = between(area, random);
  // Even over the logarithm, so that twice as wide is as likely as twice as high.
  const stretch = Math.exp(between([Math.log(ratio[0]), Math.log(ratio[1])], random));
  const partWidth = width * Math.min(1, Math.sqrt(share * stretch));
  const partHeight = height * Math.min(1, Math.sqrt(share / stretch));
  return { left: random.uniform() * (width - partWidth), top: random.uniform() * (height - partHeight), width: partWidth, height: partHeight };
}

/** Fills the target from the places in the picture, between pixels in proportion to nearness. */
function place(picture: Uint8Array, target: Uint8Array, [channels, height, width]: PictureShape, [a, b, c, d, e, f]: Placement): void {
  const pixels = height * width;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = Math.min(width - 1, Math.max(0, a * column + b * row + c));
      const y = Math.min(height - 1, Math.max(0, d * column + e * row + f));
      const left = Math.floor(x);
      const top = Math.floor(y);
      const right = Math.min(left + 1, width - 1) - left;
      const below = (Math.min(top + 1, height - 1) - top) * width;
      const across = x - left;
      const down = y - top;
      for (let channel = 0; channel < channels; channel += 1) {
        const at = channel * pixels + top * width + left;
        const above = picture[at]! + across * (picture[at + right]! - picture[at]!);
        const under = picture[at + below]! + across * (picture[at + below + right]! - picture[at + below]!);
        target[channel * pixels + row * width + column] = above + down * (under - above) + 0.5;
      }
    }
  }
}

type Row = readonly [red: number, green: number, blue: number];

/** What red, green and blue are made of, and by how much they then move away from the picture's mean grey. */
interface Mixture {
  red: Row;
  green: Row;
  blue: Row;
  contrast: number;
}

/** Shares of red, green and blue in a grey of the same brightness, ITU-R BT.601. */
const GREY: Row = [0.299, 0.587, 0.114];

const product = (a: Row, b: Row): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Hue, saturation and brightness in one; the hue turns about the axis of greys. */
function drawMixture({ brightness = 0, contrast = 0, saturation = 0, hue = 0 }: ColourJitter, random: Random): Mixture {
  const factor = (most: number): number => 1 + (2 * random.uniform() - 1) * most;
  const [bright, contrasting, saturated] = [factor(brightness), factor(contrast), factor(saturation)];
  const angle = (2 * random.uniform() - 1) * hue * Math.PI / 180;
  // Rodrigues' rotation about (1, 1, 1) ÷ √3.
  const same = (1 + 2 * Math.cos(angle)) / 3;
  const [next, last] = [1, -1].map((side) => (1 - Math.cos(angle)) / 3 + side * Math.sin(angle) / Math.sqrt(3)) as [number, number];
  const turned: readonly Row[] = [[same, last, next], [next, same, last], [last, next, same]];
  const grey = [0, 1, 2].map((from) => product(GREY, turned.map((row) => row[from]!) as unknown as Row));
  const [red, green, blue] = turned.map((row) => row.map((value, from) => bright * (saturated * value + (1 - saturated) * grey[from]!)) as unknown as Row);
  return { red: red!, green: green!, blue: blue!, contrast: contrasting };
}

function mix(target: Uint8Array, { red, green, blue, contrast }: Mixture): void {
  const pixels = target.length / 3;
  const sums: [number, number, number] = [0, 0, 0];
  for (let channel = 0; channel < 3; channel += 1) {
    let sum = 0;
    for (let at = channel * pixels; at < (channel + 1) * pixels; at += 1) sum += target[at]!;
    sums[channel] = sum;
  }
  const mean = product(GREY, [product(red, sums), product(green, sums), product(blue, sums)]) / pixels;
  const offset = (1 - contrast) * mean + 0.5;
  const [rr, rg, rb] = red;
  const [gr, gg, gb] = green;
  const [br, bg, bb] = blue;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const r = contrast * target[pixel]!;
    const g = contrast * target[pixels + pixel]!;
    const b = contrast * target[2 * pixels + pixel]!;
    target[pixel] = byte(rr * r + rg * g + rb * b + offset);
    target[pixels + pixel] = byte(gr * r + gg * g + gb * b + offset);
    target[2 * pixels + pixel] = byte(br * r + bg * g + bb * b + offset);
  }
}

/** Within a byte; storing it cuts the fraction off. */
const byte = (value: number): number => value < 0 ? 0 : value > 255 ? 255 : value;

const between = ([least, most]: Range, random: Random): number => least + random.uniform() * (most - least);
