/** Changes pictures a little each time they are trained on, so that a network learns how pictures are made and not these pictures by heart. */
import type { Random } from '../random.ts';

/** All 0: pictures stay as they are. */
export interface Augmentation {
  /** Chance that a picture is mirrored left to right, and as likely top to bottom. */
  mirror: number;
  /** Largest move in each direction, in pixels; the picture's edge is repeated where it leaves a gap. */
  shift: number;
  /** Chance that red, green and blue change places. */
  recolour: number;
}

export const NO_AUGMENTATION: Augmentation = { mirror: 0, shift: 0, recolour: 0 };

/** Writes a changed copy of `picture` (3 × height × width bytes) to `target`. */
export function augmented(picture: Uint8Array, target: Uint8Array, { width, height }: { width: number; height: number }, how: Augmentation, random: Random): void {
  const columns = places(width, how, random);
  const rows = places(height, how, random);
  const channels = [0, 1, 2];
  if (random.uniform() < how.recolour) random.shuffle(channels);
  let to = 0;
  for (const channel of channels) {
    for (const row of rows) {
      const start = (channel * height + row) * width;
      for (const column of columns) target[to++] = picture[start + column]!;
    }
  }
}

/** For each place along an axis the place that its value comes from. */
function places(size: number, { mirror, shift }: Augmentation, random: Random): Int32Array {
  const mirrored = random.uniform() < mirror;
  const moved = random.below(2 * shift + 1) - shift;
  return Int32Array.from({ length: size }, (_, place) => {
    const from = Math.min(size - 1, Math.max(0, place + moved));
    return mirrored ? size - 1 - from : from;
  });
}
