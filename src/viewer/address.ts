/** The state in the page's address, and back. What is at its default is left out, so a plain link stays plain. */
import type { Columns } from './columns.ts';
import { unpackIndices } from './index-set.ts';
import { isLayoutOf, type LayoutName } from './layout-name.ts';
import type { Range } from './selection.ts';
import { same, type Seat, type Store, type ViewState } from './state.ts';

export interface Choices {
  /** The first is the default. */
  encoders: readonly string[];
  /** Layouts of every encoder, the first is the default; columns can be laid out by as well. */
  layouts: readonly LayoutName[];
  columns: Columns;
  items: ReadonlySet<string>;
}

/** Longest lasso that an address holds, in characters: servers refuse addresses of more than 8 kB. */
export const LONGEST_LASSO = 6000;

const OWN = new Set(['view', 'layout', 'by', 'near', 'find', 'in', 'item', 'at', 'colours', 'left', 'right', 'left-at', 'right-at']);
/** A column is its own parameter, unless the map has one of that name. */
const parameter = (column: string): string => (OWN.has(column) ? `${column}_` : column);

/** Reads the query of an address. Values that the gallery does not know fall back to their defaults. */
export function readAddress(search: string, choices: Choices): ViewState {
  const query = new URLSearchParams(search);
  const { labels, numbers, count } = choices.columns;
  const encoder = (value: string | null): string | null => (value !== null && choices.encoders.includes(value) ? value : null);
  const layout = query.get('layout') ?? '';
  const view = query.get('view');
  const item = query.get('item');
  const lasso = query.get('in') ?? '';
  const wanted = labels.map(({ column, values }) => {
    const named = new Set(query.getAll(parameter(column)));
    return [column, values.filter((value) => named.has(value))] as const;
  });
  const ranges = numbers.map(({ column }) => [column, readRange(query.get(parameter(column)))] as const);
  return {
    view: view === 'list' || view === 'table' ? view : 'map',
    layout: choices.layouts.find((known) => known === layout) ?? (isLayoutOf(layout, choices.columns) ? layout : choices.layouts[0] ?? 'map'),
    encoder: encoder(query.get('by')) ?? choices.encoders[0] ?? '',
    nearBy: encoder(query.get('near')),
    query: query.get('find') ?? '',
    labels: Object.fromEntries(wanted.filter(([, values]) => values.length > 0)),
    ranges: Object.fromEntries(ranges.flatMap(([column, range]) => (range ? [[column, range]] : []))),
    lasso: lasso !== '' && unpackIndices(lasso, count) ? lasso : '',
    item: item !== null && choices.items.has(item) ? item : null,
    coloured: query.get('colours') !== 'off',
    seat: readSeat(query.get('at')),
  };
}

/** The query that brings a state back; empty, or starting with “?”. */
export function writeAddress(state: ViewState, choices: Choices): string {
  const query = new URLSearchParams();
  const { labels, numbers } = choices.columns;
  if (state.view !== 'map') query.set('view', state.view);
  if (state.layout !== choices.layouts[0]) query.set('layout', state.layout);
  if (state.encoder !== choices.encoders[0]) query.set('by', state.encoder);
  if (state.nearBy !== null && state.nearBy !== state.encoder) query.set('near', state.nearBy);
  if (state.query !== '') query.set('find', state.query);
  for (const { column } of labels) for (const value of state.labels[column] ?? []) query.append(parameter(column), value);
  for (const { column } of numbers) {
    const range = state.ranges[column];
    if (range) query.set(parameter(column), writeRange(range));
  }
  if (state.lasso !== '' && state.lasso.length <= LONGEST_LASSO) query.set('in', state.lasso);
  if (state.item !== null) query.set('item', state.item);
  if (!state.coloured) query.set('colours', 'off');
  if (state.seat) query.set('at', writeSeat(state.seat));
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** “1000..50000”, “..50000”, “1000..”; null for anything else. */
function readRange(text: string | null): Range | null {
  const parts = text?.split('..') ?? [];
  if (parts.length !== 2) return null;
  const from = parts[0] === '' ? -Infinity : Number(parts[0]);
  const to = parts[1] === '' ? Infinity : Number(parts[1]);
  return Number.isNaN(from) || Number.isNaN(to) || from > to || (from === -Infinity && to === Infinity) ? null : { from, to };
}

const writeRange = ({ from, to }: Range): string => `${from === -Infinity ? '' : from}..${to === Infinity ? '' : to}`;

export const writeSeat = ({ x, y, zoom }: Seat): string => [x, y, zoom].join(',');

export function readSeat(text: string | null): Seat | null {
  const [x, y, zoom, more] = text?.split(',').map(Number) ?? [];
  if (x === undefined || y === undefined || zoom === undefined || more !== undefined) return null;
  return [x, y, zoom].every(Number.isFinite) && zoom > 0 ? { x, y, zoom } : null;
}

/** Keeps address and store in step: a choice, the list or the table is a step in the history, everything else replaces the last one. */
export function followAddress(store: Store, choices: Choices, place: { location: Location; history: History; window: Window }): void {
  let restoring = false;
  store.listen((now, before) => {
    if (restoring || same(now, before)) return;
    const address = `${place.location.pathname}${writeAddress(now, choices)}`;
    const isStep = now.item !== before.item || now.view !== before.view;
    if (isStep) place.history.pushState(null, '', address);
    else place.history.replaceState(null, '', address);
  });
  place.window.addEventListener('popstate', () => {
    restoring = true;
    store.change(readAddress(place.location.search, choices));
    restoring = false;
  });
}
