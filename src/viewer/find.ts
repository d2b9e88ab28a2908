/** The combobox that finds pictures by name and label: rows to choose from, and all that match on the map as one types. */
import type { Collection } from './collection.ts';
import { make, part } from './dom.ts';
import { smallPicture } from './panel.ts';
import { toggleLabel } from './filters.ts';
import type { Found, LabelMatch, Match } from './search.ts';
import type { Store } from './state.ts';
import * as words from './words.ts';

export interface Find {
  open(): void;
  close(): void;
  readonly isOpen: boolean;
}

/** Rows of the list: pictures, then labels, then all of them. */
const ROWS = { all: 8, labels: 2 } as const;

type Row = { kind: 'item'; match: Match } | { kind: 'label'; match: LabelMatch } | { kind: 'all'; count: number };

export function createFind(root: HTMLElement, collection: Collection, store: Store, choose: (index: number) => void): Find {
  const box = part(root, 'find', HTMLElement);
  const input = part(box, 'query', HTMLInputElement);
  const rows = part(box, 'rows', HTMLElement);
  const none = part(box, 'none', HTMLElement);
  const opener = part(root, 'find-open', HTMLButtonElement);
  const { manifest, items } = collection.gallery;
  const isInBar = (): boolean => matchMedia('(min-width: 60rem)').matches;
  let listed: Row[] = [];
  let active = 0;

  const mark = (): void => {
    [...rows.children].forEach((row, place) => row.setAttribute('aria-selected', String(place === active)));
    const row = rows.children[active];
    if (row) {
      input.setAttribute('aria-activedescendant', row.id);
      row.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  /** The list for what is typed; the map follows with the same matches. */
  const update = (): void => {
    const query = input.value.trim();
    const found = collection.find(query);
    listed = found ? rowsFor(found) : [];
    active = 0;
    rows.replaceChildren(...listed.map(rowOf));
    rows.hidden = listed.length === 0;
    none.hidden = query === '' || listed.length > 0;
    if (!none.hidden) none.textContent = words.noneCalled(manifest.noun, query);
    input.setAttribute('aria-expanded', String(listed.length > 0));
    mark();
    store.change({ query });
  };
  const rowOf = (row: Row, place: number): HTMLElement => {
    const element = make('li', '', ...contentOf(row));
    element.id = `map-row-${place}`;
    element.setAttribute('role', 'option');
    // Before the field loses its focus.
    element.addEventListener('pointerdown', (event) => event.preventDefault());
    element.addEventListener('click', () => take(place));
    return element;
  };
  const contentOf = (row: Row): HTMLElement[] => {
    if (row.kind === 'all') return [make('span', 'rows-name rows-all', words.allFound(row.count))];
    if (row.kind === 'label') {
      const { value, start, end, title } = row.match;
      return [make('span', 'rows-cell'), make('span', 'rows-name', ...marked(value, start, end), make('span', 'rows-of', ` · ${title}`))];
    }
    const { index, name, of, start, end } = row.match;
    const item = collection.item(index);
    return [
      make('span', 'rows-cell', smallPicture(manifest.id, item, manifest.imageSizes)),
      make('span', 'rows-name', ...marked(name, start, end), ...(of === null ? [] : [make('span', 'rows-of', ` · ${of}`)])),
    ];
  };
  const leave = (): void => {
    delete root.dataset.finding;
    opener.setAttribute('aria-expanded', 'false');
    if (document.activeElement === input) input.blur();
  };
  const close = (): void => {
    input.value = '';
    update();
    leave();
  };
  const take = (place: number): void => {
    const row = listed[place];
    if (!row) return;
    if (row.kind === 'all') {
      leave();
      return;
    }
    close();
    if (row.kind === 'item') choose(row.match.index);
    else {
      const column = collection.columns.labels.find((label) => label.column === row.match.column);
      if (column && !store.now.labels[column.column]?.includes(row.match.value)) toggleLabel(store, column.column, column.values, row.match.value);
    }
  };
  const open = (): void => {
    root.dataset.finding = '';
    opener.setAttribute('aria-expanded', 'true');
    input.focus();
  };

  input.addEventListener('input', update);
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && listed.length > 0) {
      active = (active + step + listed.length) % listed.length;
      mark();
    } else if (event.key === 'Enter') take(active);
    else if (event.key === 'Escape') {
      close();
      part(root, 'stage', HTMLElement).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener('blur', () => {
    // On a wide screen the list goes when the field is left; what was typed stays.
    rows.hidden = true;
    none.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    if (isInBar()) delete root.dataset.finding;
  });
  input.addEventListener('focus', () => {
    if (input.value !== '') update();
    // All names are put into order before the first letter is typed, not after it.
    else setTimeout(() => collection.find(' '));
  });
  opener.addEventListener('click', open);
  const closer = part(box, 'find-close', HTMLButtonElement);
  closer.addEventListener('pointerdown', (event) => event.preventDefault());
  closer.addEventListener('click', () => {
    close();
    opener.focus();
  });
  // What an address or “Clear” sets is what the field says.
  const show = (): void => {
    if (document.activeElement !== input && input.value.trim() !== store.now.query) input.value = store.now.query;
  };
  show();
  store.listen(show);
  return { open, close, get isOpen() { return root.dataset.finding !== undefined; } };
}

function rowsFor({ rows, labels, count }: Found): Row[] {
  const values = labels.slice(0, ROWS.labels).map((match): Row => ({ kind: 'label', match }));
  const isMore = count > rows.length || values.length > 0;
  const pictures = rows.slice(0, ROWS.all - values.length - (isMore ? 1 : 0)).map((match): Row => ({ kind: 'item', match }));
  return [...pictures, ...values, ...(isMore && count > 1 ? [{ kind: 'all', count } as const] : [])];
}

const marked = (text: string, start: number, end: number): (string | HTMLElement)[] => [text.slice(0, start), make('b', '', text.slice(start, end)), text.slice(end)];
