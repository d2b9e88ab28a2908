/** What was tried with an encoder's codes: a record, and its pictures one pixel a value. */
import sharp from 'sharp';
import type { CodeStudy } from '../../src/gallery/code-study.ts';
import { codeStudyPath } from '../../src/gallery/paths.ts';
import type { Embedding } from '../encoders/embedding.ts';
import { interleaved, type Pictures } from '../images/pictures.ts';
import type { GalleryFile } from './folder.ts';
import { asPng } from './reconstruction-files.ts';

/** Detectors beside each other in the one image that holds them. */
const COLUMNS = 8;

/** Nothing for an encoder without a study. */
export function codeStudyFiles({ encoder, study }: Embedding): GalleryFile[] {
  if (!study) return [];
  const { detectors, sums, sumPictures, random, randomPictures } = study;
  const image = (name: string): string => `codes/${encoder.id}/${name}`;
  const { count, width, height } = detectors.pictures;
  const record: CodeStudy = {
    encoder: encoder.id, ...study.record,
    detectors: { image: image('detectors.webp'), columns: COLUMNS, rows: Math.ceil(count / COLUMNS), width, height, units: detectors.units },
    sums: sums.map((sum, index) => ({ ...sum, image: image(`sum-${index + 1}.png`) })),
    random: random.map(({ from }, index) => ({ from, image: image(`random-${index + 1}.png`) })),
  };
  return [
    { path: codeStudyPath(encoder.id), bytes: new TextEncoder().encode(JSON.stringify(record)) },
    { path: record.detectors.image, bytes: () => sheetOf(detectors.pictures) },
    ...record.sums.map((sum, index) => ({ path: sum.image, bytes: () => asPng(sumPictures, index) })),
    ...record.random.map((code, index) => ({ path: code.image, bytes: () => asPng(randomPictures, index) })),
  ];
}

/** All pictures in one, edge to edge. As a WebP: weights are noise, which PNG cannot make smaller. */
async function sheetOf(pictures: Pictures): Promise<Uint8Array> {
  const { count, width, height } = pictures;
  return sharp({ create: { width: COLUMNS * width, height: Math.ceil(count / COLUMNS) * height, channels: 3, background: '#808080' } })
    .composite(Array.from({ length: count }, (_, index) => ({
      input: Buffer.from(interleaved(pictures, index)), raw: { width, height, channels: 3 as const },
      left: (index % COLUMNS) * width, top: Math.floor(index / COLUMNS) * height,
    })))
    .webp({ quality: 90, smartSubsample: true }).toBuffer();
}
