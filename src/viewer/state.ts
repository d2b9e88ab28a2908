/** What a visitor sees, as data: everything that the address holds. One store; its listeners draw. */
import type { LayoutName } from './layout-name.ts';
import type { Range } from './selection.ts';

/** Where the camera stands: shares of the layout's extent, so that another screen shows the same part. */
export interface Seat {
  x: number;
  y: number;
  zoom: number;
}

export interface ViewState {
  /** The list is the page under the map, the table is the selection as rows. */
  view: 'map' | 'list' | 'table';
  layout: LayoutName;
  /** Id of the encoder whose layout is shown. */
  encoder: string;
  /** Encoder of the nearest pictures where it is not the layout's own; null follows the layout. */
  nearBy: string | null;
  /** What is searched for; empty for nothing. */
  query: string;
  /** Wanted values by label column, in the gallery's order; a column that is missing lets all pass. */
  labels: Readonly<Record<string, readonly string[]>>;
  /** By number column; one that is missing lets all pass. */
  ranges: Readonly<Record<string, Range>>;
  /** The items inside the lasso as `packIndices` writes them; empty where there is none. */
  lasso: string;
  /** Id of the chosen item. */
  item: string | null;
  /** Whether pictures take the colours of their classes; of no effect where a collection has none. */
  coloured: boolean;
  /** Null while the camera stands where layout and choice put it. */
  seat: Seat | null;
}

export type Listener = (now: ViewState, before: ViewState) => void;

export interface Store {
  readonly now: ViewState;
  /** Changes some of the state; listeners hear of it once, and not at all where nothing changed. */
  change(part: Partial<ViewState>): void;
  listen(listener: Listener): void;
}

export function createStore(initial: ViewState): Store {
  let now = initial;
  const listeners: Listener[] = [];
  return {
    get now() { return now; },
    change(part) {
      const before = now;
      const moves = part.encoder !== undefined && part.encoder !== before.encoder;
      const next = {
        ...before,
        // The nearest follow the layout's encoder again as soon as that changes.
        ...(moves && { nearBy: null }),
        // Another layout or choice takes the camera with it.
        ...((moves || (part.layout ?? before.layout) !== before.layout || (part.item !== undefined && part.item !== before.item)) && { seat: null }),
        ...part,
      };
      if (same(before, next)) return;
      now = next;
      for (const listener of listeners) listener(next, before);
    },
    listen(listener) { listeners.push(listener); },
  };
}

/** The encoder whose neighbours are listed and joined by lines. */
export const nearEncoder = (state: ViewState): string => state.nearBy ?? state.encoder;

/** No search, filter, range and lasso. */
export const NOTHING_SELECTED = { query: '', labels: {}, ranges: {}, lasso: '' } as const;

/** Whether two states select the same pictures. */
export const selectsSame = (a: ViewState, b: ViewState): boolean =>
  a.query === b.query && a.lasso === b.lasso && alike(a.labels, b.labels) && alike(a.ranges, b.ranges);

export const same = (a: ViewState, b: ViewState): boolean =>
  a.view === b.view && a.layout === b.layout && a.encoder === b.encoder && a.nearBy === b.nearBy && a.item === b.item && a.coloured === b.coloured
  && selectsSame(a, b) && alike(a.seat, b.seat);

/** Whether two small values of plain data are alike; an open end of a range is told from the other by its place. */
const alike = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
