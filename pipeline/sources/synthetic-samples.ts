/** A few synthetic flags, larger, to show how they look. */
import sharp from 'sharp';
import { seeded } from '../ground/random.ts';
import type { SourceItem } from '../images/source-item.ts';
import { openWorkshop, type SyntheticKind } from './synthetic-flags.ts';

interface Sample {
  title: string;
  kind: SyntheticKind;
  parents: string[];
  /** WebP. */
  bytes: Uint8Array;
  width: number;
  height: number;
}

const SIZE = { width: 240, height: 160 };
/** Mash-ups first: they are what the write-up tells of. */
const shown: readonly SyntheticKind[] = [...Array<SyntheticKind>(12).fill('mash-up'), ...Array<SyntheticKind>(4).fill('recolour'), ...Array<SyntheticKind>(8).fill('layout')];

/** The same samples for the same seed and flags. They are made as the training set is, from other random numbers. */
export async function drawSamples(flags: readonly SourceItem[], seed: number): Promise<Sample[]> {
  const workshop = await openWorkshop({ ...SIZE, exclude: new Set(), flags });
  const samples: Sample[] = [];
  for (const [index, kind] of shown.entries()) {
    const { title, parents, small } = await workshop.make(kind, seeded(seed, `sample ${index}`));
    const bytes = await sharp(small, { raw: { ...SIZE, channels: 3 } }).webp({ quality: 86, smartSubsample: true }).toBuffer();
    samples.push({ title, kind, parents, bytes, ...SIZE });
  }
  return samples;
}
