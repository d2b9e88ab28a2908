/** The state in the page's address, and back. What is at its default is left out, so a plain link stays plain. */
import type { Store, ViewState } from './state.ts';
import { same } from './state.ts';

export interface Choices {
  /** The first is the default. */
  encoders: readonly string[];
  /** Column of the filter, its parameter's name; null where the gallery has none. */
  filterColumn: string | null;
  filterValues: readonly string[];
  items: ReadonlySet<string>;
}

/** Reads the query of an address. Values that the gallery does not know fall back to their defaults. */
export function readAddress(search: string, choices: Choices): ViewState {
  const query = new URLSearchParams(search);
  const known = (value: string | null): string | null => (value !== null && choices.encoders.includes(value) ? value : null);
  const layout = query.get('layout');
  const item = query.get('item');
  const wanted = choices.filterColumn === null ? [] : query.getAll(choices.filterColumn);
  return {
    view: query.get('view') === 'list' ? 'list' : 'map',
    layout: layout === 'grid' || layout === 'pca' ? layout : 'map',
    encoder: known(query.get('by')) ?? choices.encoders[0] ?? '',
    nearBy: known(query.get('near')),
    filter: choices.filterValues.filter((value) => wanted.includes(value)),
    item: item !== null && choices.items.has(item) ? item : null,
  };
}

/** The query that brings a state back; empty, or starting with “?”. */
export function writeAddress(state: ViewState, choices: Choices): string {
  const query = new URLSearchParams();
  if (state.view === 'list') query.set('view', 'list');
  if (state.layout !== 'map') query.set('layout', state.layout);
  if (state.encoder !== choices.encoders[0]) query.set('by', state.encoder);
  if (state.nearBy !== null && state.nearBy !== state.encoder) query.set('near', state.nearBy);
  if (choices.filterColumn !== null) for (const value of state.filter) query.append(choices.filterColumn, value);
  if (state.item !== null) query.set('item', state.item);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Keeps address and store in step: a choice or the list is a step in the history, everything else replaces the last one. */
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
