/** The table twin of the map: the selected pictures as rows, with everything the gallery knows of them. Loaded when first asked for. */
import type { Item } from '../gallery/items.ts';
import { itemUrl } from '../utils/base.ts';
import { withCommas } from '../utils/words.ts';
import type { Collection } from './collection.ts';
import { make, part, setText } from './dom.ts';
import { smallPicture } from './panel.ts';
import type { ViewState } from './state.ts';
import * as words from './words.ts';

/** Rows at first, and with each “Show more”. */
const ROWS = 100;

interface Column {
  title: string;
  isNumber: boolean;
  value(item: Item): string | number;
}

export interface Table {
  show(state: ViewState): void;
}

export function createTable(box: HTMLElement, collection: Collection): Table {
  const { manifest, items } = collection.gallery;
  const caption = part(box, 'table-count', HTMLElement);
  const head = part(box, 'table-head', HTMLElement);
  const body = part(box, 'table-body', HTMLElement);
  const more = part(box, 'table-more', HTMLButtonElement);
  const columns = columnsOf(collection);
  let rows: readonly Item[] = [];
  let sorted = { column: 0, up: true };
  let limit = ROWS;

  const draw = (): void => {
    const { value, isNumber } = columns[sorted.column]!;
    const sign = sorted.up ? 1 : -1;
    const ordered = rows.toSorted((a, b) => {
      const [first, second] = [value(a), value(b)];
      // What has no value comes last, either way.
      if (first === '' || second === '') return first === second ? 0 : first === '' ? 1 : -1;
      return sign * (isNumber ? Number(first) - Number(second) : String(first).localeCompare(String(second), 'en'));
    });
    body.replaceChildren(...ordered.slice(0, limit).map((item) => rowOf(item, columns, manifest.id, manifest.imageSizes)));
    more.hidden = rows.length <= limit;
    more.textContent = words.moreRows(Math.min(ROWS, rows.length - limit));
    [...head.children].forEach((cell, place) => cell.setAttribute('aria-sort', place !== sorted.column ? 'none' : sorted.up ? 'ascending' : 'descending'));
  };
  head.replaceChildren(...columns.map(({ title, isNumber }, place) => {
    const button = make('button', '', make('span', '', title));
    button.type = 'button';
    button.addEventListener('click', () => {
      // Numbers start with the greatest.
      sorted = { column: place, up: place === sorted.column ? !sorted.up : !isNumber };
      draw();
    });
    const cell = make('th', isNumber ? 'numbers' : '', button);
    cell.scope = 'col';
    return cell;
  }));
  more.addEventListener('click', () => {
    limit += ROWS;
    draw();
  });

  return {
    show(state) {
      const { inside, count } = collection.selection(state);
      rows = items.list.filter((_, index) => inside[index] === 1);
      limit = ROWS;
      setText(caption, words.tableOf(count, manifest.count, manifest.noun));
      draw();
    },
  };
}

function columnsOf({ gallery: { manifest } }: Collection): Column[] {
  const labels = manifest.labels.map(({ column, title }) => ({ title, isNumber: false, value: (item: Item) => item.labels[column] ?? '' }));
  const facts = manifest.facts.filter(({ kind, column }) => kind !== 'items' && !manifest.labels.some((label) => label.column === column)).map(({ column, title, kind, unit }) => ({
    title: unit ? `${title}, ${unit}` : title, isNumber: kind === 'number',
    value(item: Item) {
      const value = item.facts[column] ?? '';
      return Array.isArray(value) ? value.join(', ') : value;
    },
  }));
  return [{ title: words.name, isNumber: false, value: (item) => item.title }, ...labels, ...facts];
}

function rowOf(item: Item, columns: readonly Column[], gallery: string, sizes: readonly number[]): HTMLTableRowElement {
  const picture = smallPicture(gallery, item, sizes);
  picture.loading = 'lazy';
  const link = make('a', 'plain', make('span', 'table-cell', picture), make('span', '', item.title));
  link.href = itemUrl(gallery, item.slug);
  const name = make('th', '', link);
  name.scope = 'row';
  return make('tr', '', name, ...columns.slice(1).map(({ value, isNumber }) => {
    const text = value(item);
    return make('td', isNumber ? 'numbers' : '', typeof text === 'number' ? withCommas(text) : text);
  }));
}
