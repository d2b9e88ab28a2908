/** Why a picture cannot be read, and what to do about it. */
import sharp from 'sharp';
import { Problem } from '../ground/problem.ts';

/** What another moment, or another machine, may read: never kept, or a busy machine would leave the picture out of every later build. */
export class UnreadableForNow extends Problem {
  override name = 'UnreadableForNow';
}

/** What the sentence is that a person reads, from the picture's bytes and the error that reading them ended in. `readsAvif`: whether sharp does on this machine. */
export function unreadable(bytes: Uint8Array, file: string, error: unknown, readsAvif = sharp.format.heif.input.buffer): Problem {
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit/.test(message)) return new Problem(`${file} has more than 268 million pixels, which no page could show; make it smaller, or remove it.`);
  if (message.startsWith('timeout')) return new UnreadableForNow(`${file} takes too long to draw; take filters out of it, or save it as PNG.`);
  const brands = brandsOf(bytes);
  // sharp's builds read AVIF but not HEIC, whose compression is patented.
  if (brands.some((brand) => HEIC.has(brand))) return new Problem(`${file} is a HEIC photograph, which cannot be read here; export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).`);
  if (brands.includes('avif') && !readsAvif) return new UnreadableForNow(`${file} is an AVIF picture, which cannot be read on this machine; save it as JPEG or PNG.`);
  return new Problem(`${file} cannot be read as a picture (${firstLine(message)}); save it again as PNG, JPEG or SVG, or remove it.`);
}

/** Brands of pictures in HEVC: ISO/IEC 23008-12, Image File Format. */
const HEIC: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

/** What a file of the ISO base media format says of itself in its first box; none of another file. */
function brandsOf(bytes: Uint8Array): string[] {
  const start = Buffer.from(bytes.subarray(0, 256));
  if (start.length < 12 || start.toString('latin1', 4, 8) !== 'ftyp') return [];
  const box = start.toString('latin1', 8, start.readUInt32BE(0));
  // Between the major brand and the compatible ones stands a version.
  return [box.slice(0, 4), ...box.slice(8).match(/[^]{4}/g) ?? []];
}

const firstLine = (message: string): string => message.split('\n')[0]!.trim().replace(/[.;]+$/, '');
