/** Tells pictures without colour. */
import type { Pictures } from './pictures.ts';

/** Whether red, green and blue are the same everywhere. */
export function isGrey(pictures: Pictures): boolean {
  const pixels = pictures.width * pictures.height;
  return pictures.data.every((value, index) => Math.floor(index / pixels) % 3 === 0 || value === pictures.data[index - pixels]);
}
