/** The label column that a collection's map may be coloured by. */
import { CLASS_COLOURS } from '../../src/gallery/class-colours.ts';
import type { Collection } from '../collection.ts';
import { Problem } from '../ground/problem.ts';
import type { Source } from '../sources/source.ts';

/** Throws a Problem where the collection names a column that the source lacks, or one with more values than there are colours. */
export function checkColours({ colours, file }: Pick<Collection, 'colours' | 'file'>, { labels, items }: Pick<Source, 'labels' | 'items'>): void {
  if (colours === undefined) return;
  if (!labels.some(({ column }) => column === colours)) {
    throw new Problem(`${file} wants colours by “${colours}”, but its pictures have no such label; they have: ${labels.map(({ column }) => column).join(', ') || 'none'}.`);
  }
  const values = new Set(items.map((item) => item.labels[colours] ?? '').filter(Boolean));
  if (values.size > CLASS_COLOURS) {
    throw new Problem(`${file} wants colours by “${colours}”, which has ${values.size} values, but only ${CLASS_COLOURS} colours can be told apart by everybody; choose a label with fewer values, or take the line out.`);
  }
}
