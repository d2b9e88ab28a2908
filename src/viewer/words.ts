/** Every word the map says, in one place. Names that come from data are passed in and set as text, never as markup. */
import { midSentence } from '../utils/words.ts';
import { columnOf, type LayoutName } from './layout-name.ts';

export interface Noun {
  one: string;
  many: string;
}

const layoutTitles: Partial<Record<LayoutName, string>> = { map: 'Map', grid: 'Grid', pca: 'PCA' };
export const layoutTitle = (layout: LayoutName): string => layoutTitles[layout] ?? layout;

/** “250”, “1,284”. */
export const count = (value: number): string => value.toLocaleString('en-US');
/** Three digits that matter, of thousands four: “1.41B”, “560K”, “1,987”, “12.5”. */
export const roughly = (value: number, unit = ''): string =>
  value.toLocaleString('en-US', Math.abs(value) < 10_000 ? { maximumSignificantDigits: Math.abs(value) < 1_000 ? 3 : 4 } : { notation: 'compact', maximumSignificantDigits: 3 })
  + (unit ? `\u00a0${unit}` : '');
export const found = (rows: number, noun: Noun): string => `${count(rows)} ${rows === 1 ? noun.one : noun.many}`;

/** One sentence on how a layout is read. `title` is that of the column it is made from. */
export function help(layout: LayoutName, noun: Noun, title: string | null = null, isNumber = false): string {
  if (title !== null && isNumber) return `${capital(noun.many)} by ${small(title)}, highest first.`;
  if (title !== null) return `${capital(noun.many)} by ${small(title)}; in each group neighbours look alike.`;
  if (layout === 'grid') return `Every ${noun.one} in its own cell, as close to its place on the map as it can be.`;
  if (layout === 'pca') return `The two directions in which the ${noun.many} differ most. Close together means alike.`;
  return 'Close together means alike. Directions mean nothing.';
}

/** The line under the title on a phone. `named` are the search, filters and ranges that are on. */
export function subtitle(shown: number, all: number, layout: LayoutName, noun: Noun, named: readonly string[]): string {
  if (named.length > 0) return `${shownOf(shown, all)} ${noun.many} · ${named.join(', ')}`;
  if (columnOf(layout) !== null) return found(all, noun);
  const reading = layout === 'grid' ? 'neighbours look alike' : 'close together means alike';
  return `${count(all)} ${noun.many}, ${reading}`;
}

/** The number beside the title: “250”, “59 of 250”. */
export const shownOf = (shown: number, all: number): string => (shown === all ? count(all) : `${count(shown)} of ${count(all)}`);
export const selected = (shown: number, all: number, noun: Noun): string => `${count(shown)} of ${found(all, noun)}`;

// Controls.
export const home = 'Latent Gallery, home';
export const howToRead = 'How to read the map';
export const howToChoose = (noun: Noun): string => `Choose a ${noun.one} to see its six nearest. Lines show how near they are on this map.`;
export const mapOf = (title: string): string => `${title}: map`;
export const keysHelp = 'Arrow keys walk from picture to picture, Enter opens, Escape closes, plus, minus and 0 zoom, Home goes to the selection, slash finds.';
export const zoom = { group: 'Zoom', in: 'Zoom in', out: 'Zoom out', fit: 'Show the whole map' };
export const layouts = 'Layout';
export const arrange = 'Arrange by';
export const alikeBy = 'Alike by';
export const theme = 'Theme';
export const names = 'Names on the map';
export const colourBy = (title: string): string => `Colours by ${small(title)}`;
export const find = 'Find';
export const findOne = (noun: Noun): string => `Find a ${noun.one}`;
export const view = 'View';
export const close = 'Close';
export const filters = 'Filters';
export const lasso = 'Lasso';
export const asList = (all: number, noun: Noun): string => `All ${count(all)} ${noun.many} as a list`;
export const fitSelected = 'Zoom to';
export const asTable = 'Table';
/** Short, because the bar of a phone holds four words and the count; the long form is read out. */
export const save = { short: 'Save', long: 'Save as CSV' };
export const clear = 'Clear';
export const selection = 'Selection';
export const closeTable = 'Back to the map';
export const compareMaps = 'Compare two maps';
export const foundOf = (noun: Noun): string => `${noun.many} found`;
export const howToLasso = 'Long-press, then draw round pictures to select them.';
export const compare = 'Compare';
export const toMap = 'Show the map';
export const skip = 'Skip to the content';
export const listLead = (all: number, gridded: boolean): string => `All ${count(all)}${inOrder(gridded)}`;
/** Over the beginning of a long list; links to its pages stand under it. */
export const firstOf = (shown: number, all: number, gridded: boolean): string => `The first ${count(shown)} of ${count(all)}${inOrder(gridded)} All of them are on the pages below.`;
const inOrder = (gridded: boolean): string => (gridded ? ', in the order of the grid: neighbours look alike.' : '.');
export const needsScripts = 'With JavaScript on, this page is a map.';
export const legend = { chosen: 'chosen', near: 'one of its six nearest' };

// Choosing.
export const nearestBy = (encoder: string): string => `Nearest, by ${midSentence(encoder)}`;
export const by = (encoder: string): string => `By ${midSentence(encoder)}`;
export const open = (title: string): string => `Open ${title}`;
export const alsoNearest = (shared: number, all: number, encoder: string): string =>
  `${shared} of these ${all} ${shared === 1 ? 'is' : 'are'} also nearest by ${midSentence(encoder)}.`;
export const sameFor = (all: readonly string[]): string => `The same picture: ${all.join(', ')}`;

// Finding.
export const noneCalled = (noun: Noun, query: string): string => `No ${noun.one} is called “${query}”.`;
export const allFound = (all: number): string => `Show all ${count(all)} on the map`;
export const quoted = (query: string): string => `“${query}”`;
export const without = (title: string): string => `No ${small(title)}`;
export const noValue = 'No value';
export const others = 'Others';
export const from = (title: string): string => `${title} from`;
export const to = (title: string): string => `${title} up to`;
export const between = (low: string, high: string): string => `${low} to ${high}`;
export const noneSelected = (noun: Noun): string => `No ${noun.one} matches all of this.`;
export const inLasso = 'lasso';
export const lassoNotInLink = 'This selection is too large for a link: the address leaves the lasso out.';
export const moreValues = (more: number): string => `${count(more)} more can be found by name.`;

// Guests of a page.
export const guestHelp = (noun: Noun): string => `Choose a ${noun.one} to see its six nearest.`;
export const guestTouch = 'Two fingers move the map.';
export const openMap = 'Open the map';
export const noWebGlHere = 'This browser would not start WebGL, so the map is not shown here; reload the page to try again.';
export const unexpectedHere = 'The map could not be started, so it is not shown here; reload the page to try again.';

// Two maps.
export const twoMaps = (noun: Noun): string => `Two maps of the same ${noun.many}`;
export const chooseOnEither = (noun: Noun): string => `Choose a ${noun.one} on either map to see it on both.`;
export const agreement = (noun: Noun, mean: number, of: number): string => `On average ${mean.toFixed(1)} of a ${noun.one}’s ${of} nearest are the same.`;
export const trustworthiness = 'Trustworthiness';
export const kept = (of: number): string => `Nearest ${of} kept`;
export const onBoth = (shared: number, of: number): string => `${shared} of ${of} nearest ${shared === 1 ? 'is' : 'are'} on both maps`;
export const inBold = ', in bold';
export const leastAgreed = 'Least agreed on';
export const leastAgreedLead = (noun: Noun, of: number): string => `The ${noun.many} whose ${of} nearest change most from one map to the other.`;
export const sameOf = (shared: number, of: number): string => `${shared} of ${of} the same`;
export const mapBy = (encoder: string): string => `Map by ${midSentence(encoder)}`;

// The table.
export const tableOf = (shown: number, all: number, noun: Noun): string => (shown === all ? found(all, noun) : selected(shown, all, noun));
export const moreRows = (more: number): string => `Show ${count(more)} more`;
export const name = 'Name';

/** What a screen reader hears. */
export const chosenAloud = (title: string, encoder: string, nearest: readonly string[]): string =>
  (nearest.length === 0 ? `${title}.` : `${title}. Nearest by ${midSentence(encoder)}: ${nearest.join(', ')}.`);
export const layoutAloud = (title: string, encoder: string): string => `${title}, alike by ${midSentence(encoder)}.`;
export const selectionAloud = (shown: number, all: number, noun: Noun): string => (shown === all ? `All ${found(all, noun)} shown.` : `${selected(shown, all, noun)} selected.`);
export const closedAloud = 'Nothing is chosen.';

/** Why the plain grid is shown in place of the map: what happened and what to do. */
const asGrid = 'so the map is shown as a plain grid; reload the page to try again.';
export const noWebGl = `This browser would not start WebGL, ${asGrid}`;
export const lostWebGl = `The graphics of this device stopped and did not come back, ${asGrid}`;
export const fileMissing = (file: string): string => `The file “${file}” did not arrive, ${asGrid}`;
export const fileDamaged = (file: string): string => `The file “${file}” cannot be read, ${asGrid}`;
export const offline = `This device is offline, ${asGrid}`;
export const noScript = `The map’s script did not arrive, ${asGrid}`;
export const oldBrowser = 'This browser is too old for the map, so it is shown as a plain grid; a newer browser shows the map.';
export const fromFile = 'This page was opened from a file, where browsers load no map, so it is shown as a plain grid; serve the folder with a web server to see the map.';
export const unexpected = `The map could not be started, ${asGrid}`;

const small = (text: string): string => text.toLowerCase();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
