/** The bar of the selection: how many pictures it holds, and what can be done with them. */
import type { Collection } from './collection.ts';
import { LONGEST_LASSO } from './address.ts';
import { part, setText } from './dom.ts';
import { indicesOf } from './selection.ts';
import { NOTHING_SELECTED, type Store, type ViewState } from './state.ts';
import type { View } from './view.ts';
import * as words from './words.ts';

/** Search, filters, ranges and lasso in a few words each. */
export function namedCriteria(state: ViewState, { columns }: Collection): string[] {
  return [
    ...(state.query.trim() === '' ? [] : [words.quoted(state.query.trim())]),
    ...columns.labels.flatMap(({ column }) => state.labels[column] ?? []),
    ...columns.numbers.flatMap(({ column, title }) => (state.ranges[column] ? [title.toLowerCase()] : [])),
    ...(state.lasso === '' ? [] : [words.inLasso]),
  ];
}

/** The selected pictures; null where all are, or none. */
export function selectedOf(collection: Collection, state: ViewState): number[] | null {
  const { inside, count, isAll } = collection.selection(state);
  if (isAll || count === 0) return null;
  return indicesOf(inside);
}

export function createSelected(root: HTMLElement, collection: Collection, store: Store, fit: View['fit']): void {
  const { manifest, items } = collection.gallery;
  const bar = part(root, 'selected', HTMLElement);
  const actions = ['fit-selected', 'to-selected', 'csv'].map((name) => part(bar, name, HTMLButtonElement));
  part(bar, 'fit-selected', HTMLButtonElement).addEventListener('click', () => fit(selectedOf(collection, store.now)));
  part(bar, 'to-selected', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'table' }));
  part(bar, 'clear', HTMLButtonElement).addEventListener('click', () => {
    store.change(NOTHING_SELECTED);
    part(root, 'stage', HTMLElement).focus({ preventScroll: true });
  });
  part(bar, 'csv', HTMLButtonElement).addEventListener('click', () => {
    void import('./csv.ts').then(({ toCsv }) => {
      const { inside } = collection.selection(store.now);
      save(`${manifest.id}.csv`, toCsv(manifest, items.list.filter((_, index) => inside[index] === 1)));
    });
  });
  const show = (now: ViewState): void => {
    const { isAll, count } = collection.selection(now);
    bar.hidden = isAll;
    if (isAll) delete root.dataset.selected;
    else root.dataset.selected = '';
    const isTooLong = now.lasso.length > LONGEST_LASSO;
    setText(part(bar, 'selected-count', HTMLElement), count === 0 ? words.noneSelected(manifest.noun) : words.selected(count, manifest.count, manifest.noun));
    part(bar, 'too-long', HTMLElement).hidden = !isTooLong;
    for (const action of actions) action.hidden = count === 0;
  };
  show(store.now);
  store.listen(show);
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  // The mark in front tells spreadsheets that this is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
