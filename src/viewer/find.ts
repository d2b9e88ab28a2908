/** The combobox that finds a picture by its name. */
import type { Collection } from './collection.ts';
import { make, part } from './dom.ts';
import { smallPicture } from './panel.ts';
import { search, type Match } from './search.ts';
import * as words from './words.ts';

export interface Find {
  open(): void;
  close(): void;
  readonly isOpen: boolean;
}

export function createFind(root: HTMLElement, collection: Collection, choose: (index: number) => void): Find {
  const box = part(root, 'find', HTMLElement);
  const input = part(box, 'query', HTMLInputElement);
  const rows = part(box, 'rows', HTMLElement);
  const none = part(box, 'none', HTMLElement);
  const opener = part(root, 'find-open', HTMLButtonElement);
  const { manifest, items } = collection.gallery;
  const isInBar = (): boolean => matchMedia('(min-width: 60rem)').matches;
  let matches: Match[] = [];
  let active = 0;

  const mark = (): void => {
    [...rows.children].forEach((row, place) => row.setAttribute('aria-selected', String(place === active)));
    const row = rows.children[active];
    if (row) {
      input.setAttribute('aria-activedescendant', row.id);
      row.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const update = (): void => {
    const query = input.value.trim();
    matches = search(items.list, query);
    active = 0;
    rows.replaceChildren(...matches.map((match, place) => rowOf(match, place)));
    rows.hidden = matches.length === 0;
    none.hidden = query === '' || matches.length > 0;
    if (!none.hidden) none.textContent = words.noneCalled(manifest.noun, query);
    input.setAttribute('aria-expanded', String(matches.length > 0));
    mark();
  };
  const rowOf = (match: Match, place: number): HTMLElement => {
    const item = collection.item(match.index);
    const name = make('span', 'rows-name', match.name.slice(0, match.start), make('b', '', match.name.slice(match.start, match.end)), match.name.slice(match.end));
    if (match.of !== null) name.append(make('span', 'rows-of', ` · ${match.of}`));
    const row = make('li', '', make('span', 'rows-cell', smallPicture(manifest.id, item, manifest.imageSizes)), name);
    row.id = `map-row-${place}`;
    row.setAttribute('role', 'option');
    // Before the field loses its focus.
    row.addEventListener('pointerdown', (event) => event.preventDefault());
    row.addEventListener('click', () => take(place));
    return row;
  };
  const close = (): void => {
    input.value = '';
    update();
    delete root.dataset.finding;
    opener.setAttribute('aria-expanded', 'false');
    if (document.activeElement === input) input.blur();
  };
  const take = (place: number): void => {
    const match = matches[place];
    if (!match) return;
    close();
    choose(match.index);
  };
  const open = (): void => {
    root.dataset.finding = '';
    opener.setAttribute('aria-expanded', 'true');
    input.focus();
  };

  input.addEventListener('input', update);
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && matches.length > 0) {
      active = (active + step + matches.length) % matches.length;
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
  input.addEventListener('focus', () => { if (input.value !== '') update(); });
  opener.addEventListener('click', open);
  const closer = part(box, 'find-close', HTMLButtonElement);
  closer.addEventListener('pointerdown', (event) => event.preventDefault());
  closer.addEventListener('click', () => {
    close();
    opener.focus();
  });
  return { open, close, get isOpen() { return root.dataset.finding !== undefined; } };
}
