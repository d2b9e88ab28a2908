/** Every word the map says, in one place. Names that come from data are passed in and set as text, never as markup. */

export interface Noun {
  one: string;
  many: string;
}

export type LayoutName = 'map' | 'grid' | 'pca';

export const layoutTitle: Record<LayoutName, string> = { map: 'Map', grid: 'Grid', pca: 'PCA' };

/** “250”, “1,284”. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** One sentence on how a layout is read. */
export function help(layout: LayoutName, noun: Noun): string {
  if (layout === 'grid') return `Every ${noun.one} in its own cell, as close to its place on the map as it can be.`;
  if (layout === 'pca') return `The two directions in which the ${noun.many} differ most. Close together means alike.`;
  return 'Close together means alike. Directions mean nothing.';
}

/** The line under the title on a phone. */
export function subtitle(shown: number, all: number, layout: LayoutName, noun: Noun, filter: readonly string[]): string {
  if (filter.length > 0) return `${count(shown)} of ${count(all)} ${noun.many} · ${filter.join(', ')}`;
  const reading = layout === 'grid' ? 'neighbours look alike' : 'close together means alike';
  return `${count(all)} ${noun.many}, ${reading}`;
}

/** The number beside the title: “250”, “59 of 250”. */
export const shownOf = (shown: number, all: number): string => (shown === all ? count(all) : `${count(shown)} of ${count(all)}`);

export const nearestBy = (encoder: string): string => `Nearest, by ${encoder.toLowerCase()}`;
export const by = (encoder: string): string => `By ${encoder.toLowerCase()}`;
export const open = (title: string): string => `Open ${title}`;
export const alsoNearest = (shared: number, all: number, encoder: string): string =>
  `${shared} of these ${all} ${shared === 1 ? 'is' : 'are'} also nearest by ${encoder.toLowerCase()}.`;
export const sameFor = (names: readonly string[]): string => `The same picture: ${names.join(', ')}`;
export const noneCalled = (noun: Noun, query: string): string => `No ${noun.one} is called “${query}”.`;
export const found = (rows: number, noun: Noun): string => `${rows} ${rows === 1 ? noun.one : noun.many}`;

/** What a screen reader hears when a picture is chosen. */
export const chosenAloud = (title: string, encoder: string, nearest: readonly string[]): string =>
  `${title}. Nearest by ${encoder.toLowerCase()}: ${nearest.join(', ')}.`;
export const layoutAloud = (layout: LayoutName, encoder: string): string => `${layoutTitle[layout]}, alike by ${encoder.toLowerCase()}.`;
export const filterAloud = (shown: number, all: number, noun: Noun): string => `${shownOf(shown, all)} ${noun.many} shown.`;
export const closedAloud = 'Nothing is chosen.';

/** Why the plain grid is shown in place of the map: what happened and what to do. */
const asGrid = 'so the map is shown as a plain grid; reload the page to try again.';
export const noWebGl = `This browser would not start WebGL, ${asGrid}`;
export const lostWebGl = `The graphics of this device stopped and did not come back, ${asGrid}`;
export const fileMissing = (file: string): string => `The file “${file}” did not arrive, ${asGrid}`;
export const fileDamaged = (file: string): string => `The file “${file}” cannot be read, ${asGrid}`;
export const unexpected = `The map could not be started, ${asGrid}`;
