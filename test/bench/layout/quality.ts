/** How long the scores of a map take: exact for 10,000 points, sampled for 70,000. */
import { digitComponents } from './points.ts';
import { mapQuality } from '../../support/map-quality.ts';

export const qualityParts = { 'quality-10000': () => benchQuality(10_000), 'quality-70000': () => benchQuality(70_000) };

/** Wall seconds, and the scores of the first two principal components as a map. */
async function benchQuality(rows: number): Promise<Record<string, number>> {
  const points = await digitComponents(rows, 50);
  const map = Float32Array.from({ length: 2 * rows }, (_, at) => points.data[Math.floor(at / 2) * points.columns + at % 2]!);
  const start = performance.now();
  const { trustworthiness, continuity, neighboursKept, shepard, standardErrors } = await mapQuality(points, map);
  return {
    wall: (performance.now() - start) / 1000, trustworthiness, continuity, neighboursKept, shepard,
    ...Object.fromEntries(Object.entries(standardErrors ?? {}).map(([score, error]) => [`${score}, standard error`, error])),
  };
}
