/** Layouts and neighbours beside scikit-learn and scipy, where those are installed for /usr/bin/python3. */
import { approximateParts } from './layout/approximate.ts';
import { assignmentParts } from './layout/assignment.ts';
import { knnParts } from './layout/knn.ts';
import { pcaParts } from './layout/pca.ts';
import { qualityParts } from './layout/quality.ts';
import { tsneParts } from './layout/tsne.ts';

type Part = () => Promise<Record<string, number>>;

const parts: Record<string, Part> = { ...knnParts, ...approximateParts, ...tsneParts, ...assignmentParts, ...pcaParts, ...qualityParts };

/** Parts may be named by their names or how these begin (`tsne`, `tsne-1000`); all of them where none is. */
export async function benchLayout(words: readonly string[]): Promise<Record<string, number>> {
  const chosen = Object.entries(parts).filter(([name]) => words.length === 0 || words.some((word) => name === word || name.startsWith(`${word}-`)));
  if (chosen.length === 0) throw new Error(`Name some of: ${Object.keys(parts).join(', ')}.`);
  const figures: Record<string, number> = {};
  for (const [name, part] of chosen) {
    for (const [figure, value] of Object.entries(await part())) figures[`${name}, ${figure}`] = value;
  }
  return figures;
}
