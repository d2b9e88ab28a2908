/** The flags of the sparse autoencoder: 138 of sovereign states at 68 × 102 pixels, as many as were published. */
import type { Pictures } from '../../../pipeline/images/pictures.ts';
import { toPictures } from '../../../pipeline/images/tensors.ts';
import { seeded } from '../../../pipeline/random.ts';
import { countryFlags } from '../../../pipeline/sources/country-flags.ts';

export const SIZE = { width: 102, height: 68 };
const PARTS = { training: 100, validation: 20, test: 18 };
export type Part = keyof typeof PARTS;

/** Which states, and which of them are trained on, is drawn by the seed: the published lists are not known. Order: code, then the draw. */
export async function flagsOf(seed: number): Promise<Record<Part, Pictures>> {
  const { items } = await countryFlags();
  const sovereign = items.filter(({ labels }) => labels['status'] === 'Independent').sort((a, b) => a.id < b.id ? -1 : 1);
  const drawn = seeded(seed, 'flags of the sparse autoencoder').shuffle([...sovereign]);
  let from = 0;
  const parts = Object.entries(PARTS).map(async ([part, count]) => [part, await toPictures(drawn.slice(from, from += count), SIZE)] as const);
  return Object.fromEntries(await Promise.all(parts)) as Record<Part, Pictures>;
}
