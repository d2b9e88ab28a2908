/** Pictures painted back, and how far they are off. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import type { Pictures } from '../images/pictures.ts';

/** Rows of values 0–1, planar, as pictures of bytes. */
export const asPictures = ({ data, rows }: Matrix, { width, height }: { width: number; height: number }): Pictures =>
  ({ count: rows, width, height, data: Uint8Array.from(data, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255)) });

/** Mean and median of errors, for the manifest. */
export function reconstructionScores(errors: Float32Array): { meanSquaredError: number; median: number } {
  const sorted = Float32Array.from(errors).sort();
  return {
    meanSquaredError: errors.reduce((sum, value) => sum + value, 0) / errors.length,
    median: (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2,
  };
}
