/** Which of the ten class colours (`--class-0` … `--class-9` of src/styles/classes.css) each value of a label column takes. */
import type { Manifest } from './manifest.ts';

type Label = Manifest['labels'][number];

/** Hues that can be told apart with every kind of sight; a column with more values is told by names and filters. */
export const CLASS_COLOURS = 10;

/** The column that a collection's map and plots may be coloured by; undefined where it names none. */
export const colouredLabel = (manifest: Pick<Manifest, 'labels'>): Label | undefined => manifest.labels.find((label) => label.coloured);

/** Values in the order of their colours: by number where all are numbers, else by name. */
export function inColourOrder(values: readonly string[]): string[] {
  const byNumber = values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
  return values.toSorted((a, b) => (byNumber ? Number(a) - Number(b) : 0) || (a < b ? -1 : Number(a > b)));
}

/** The colour's index, 0 … 9, of each value of a coloured label. Items without a value have none. */
export const classIndices = (label: Pick<Label, 'values'>): ReadonlyMap<string, number> =>
  new Map(inColourOrder(label.values.map(({ value }) => value)).map((value, index) => [value, index]));

/** For a style: `var(--class-3)`. */
export const classColour = (index: number): string => `var(--class-${index})`;
