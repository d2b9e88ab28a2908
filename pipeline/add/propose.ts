/** Which encoders serve a person's own pictures. */

/** An encoder as a collection's file names it, with why it is there. */
export interface Proposal {
  /** Settings in their order; `type` first. */
  settings: { type: 'conv-autoencoder' | 'pixels' | 'mobilenet' | 'vgg19'; [name: string]: string | number | readonly number[] };
  because: string;
}

/** With fewer pictures than this an autoencoder has hardly anything to learn from. */
const ENOUGH_TO_LEARN = 40;
/** Pictures that a training sees in all, each counted as often as it is seen: some minutes, after which photographs are hardly learned better. */
const SEEN = 40_000;
const EPOCHS = { least: 10, most: 120 } as const;

/** The encoders for a collection of `pictures` pictures; the map opens with the last one that is no yardstick. `network`: one that others trained and that is on hand. */
export function proposeEncoders(pictures: number, network: 'mobilenet' | 'vgg19' | null): Proposal[] {
  // Squares, so that wide and upright pictures are stretched alike.
  const pixels: Proposal = { settings: { type: 'pixels', size: [32, 32] }, because: 'Compares colours place by place: quick, and a yardstick for the other.' };
  if (network) return [pixels, { settings: { type: network }, because: 'Learned from a million photographs what is on them. The map opens with the last encoder.' }];
  if (pictures < ENOUGH_TO_LEARN) {
    return [{ ...pixels, because: `Compares colours place by place. An autoencoder would need ${ENOUGH_TO_LEARN} pictures or more to learn from.` }];
  }
  return [
    { settings: { type: 'conv-autoencoder', size: [64, 64], epochs: epochsFor(pictures), 'held-out': 0 }, because: 'Learns from these very pictures what they have in common.' },
    pixels,
  ];
}

const epochsFor = (pictures: number): number => Math.min(EPOCHS.most, Math.max(EPOCHS.least, Math.round(SEEN / pictures)));
