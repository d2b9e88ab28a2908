/** What a visitor sees, as data: everything that the address holds. One store; its listeners draw. */
import type { LayoutName } from './words.ts';

export interface ViewState {
  view: 'map' | 'list';
  layout: LayoutName;
  /** Id of the encoder whose layout is shown. */
  encoder: string;
  /** Encoder of the nearest pictures where it is not the layout's own; null follows the layout. */
  nearBy: string | null;
  /** Values of the filter's label; empty shows all. */
  filter: readonly string[];
  /** Id of the chosen item. */
  item: string | null;
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
      // The nearest follow the layout's encoder again as soon as that changes.
      const nearBy = part.nearBy !== undefined ? part.nearBy : part.encoder !== undefined && part.encoder !== before.encoder ? null : before.nearBy;
      const next = { ...before, ...part, nearBy };
      if (same(before, next)) return;
      now = next;
      for (const listener of listeners) listener(next, before);
    },
    listen(listener) { listeners.push(listener); },
  };
}

/** The encoder whose neighbours are listed and joined by lines. */
export const nearEncoder = (state: ViewState): string => state.nearBy ?? state.encoder;

export function same(a: ViewState, b: ViewState): boolean {
  return a.view === b.view && a.layout === b.layout && a.encoder === b.encoder && a.nearBy === b.nearBy && a.item === b.item
    && a.filter.length === b.filter.length && a.filter.every((value, place) => value === b.filter[place]);
}
