/** Filters by the values of labels, and ranges of numbers: each shows what it would leave beside what the others leave. */
import type { Collection } from './collection.ts';
import type { NumberColumn } from './columns.ts';
import { part, setText } from './dom.ts';
import { pushed, rangeOf, thumbsOf, type Thumbs } from './range-thumbs.ts';
import { BINS, scaleOf } from './scale.ts';
import type { Selection } from './selection.ts';
import type { Store, ViewState } from './state.ts';
import * as words from './words.ts';

export function createFilters(root: HTMLElement, collection: Collection, store: Store): void {
  const shows = [
    ...Array.from(root.querySelectorAll<HTMLElement>('[data-label]'), (group) => labelFilter(group, collection, store)),
    ...Array.from(root.querySelectorAll<HTMLElement>('[data-number]'), (group) => {
      const column = collection.columns.numbers.find((candidate) => candidate.column === group.dataset.number);
      // A column whose values are all the same has no range.
      group.hidden = !column;
      return column ? rangeFilter(group, column, store) : () => {};
    }),
  ];
  const show = (now: ViewState): void => shows.forEach((one) => one(now, collection.selection(now)));
  show(store.now);
  store.listen(show);
}

type Show = (now: ViewState, selection: Selection) => void;

function labelFilter(group: HTMLElement, collection: Collection, store: Store): Show {
  const column = collection.columns.labels.find((candidate) => candidate.column === group.dataset.label);
  if (!column) return () => {};
  const buttons = Array.from(group.querySelectorAll<HTMLButtonElement>('.map-region'), (button) => ({
    button, value: button.dataset.value ?? '', code: column.values.indexOf(button.dataset.value ?? ''), number: part(button, 'number', HTMLElement), bar: part(button, 'bar', HTMLElement),
  }));
  for (const { button, value } of buttons) {
    button.addEventListener('click', () => toggleLabel(store, column.column, column.values, value));
  }
  return ({ labels }, { counts }) => {
    const own = counts[column.column]!;
    const largest = own.reduce((most, one) => Math.max(most, one), 1);
    for (const { button, value, code, number, bar } of buttons) {
      const left = own[code] ?? 0;
      const isOn = labels[column.column]?.includes(value) ?? false;
      button.setAttribute('aria-pressed', String(isOn));
      // One that is on can be put off, whatever is left of it.
      button.disabled = left === 0 && !isOn;
      setText(number, words.count(left));
      bar.style.width = `${(100 * left) / largest}%`;
    }
  };
}

/** Puts a value on or off, in the gallery's order, so that the same choice has one address. All of them is none of them. */
export function toggleLabel(store: Store, column: string, values: readonly string[], value: string): void {
  const { [column]: wanted = [], ...others } = store.now.labels;
  const next = values.filter((candidate) => (candidate === value ? !wanted.includes(value) : wanted.includes(candidate)));
  store.change({ labels: next.length === 0 || next.length === values.length ? others : { ...others, [column]: next } });
}

function rangeFilter(group: HTMLElement, column: NumberColumn, store: Store): Show {
  const scale = scaleOf(column);
  const low = part(group, 'low', HTMLInputElement);
  const high = part(group, 'high', HTMLInputElement);
  const says = part(group, 'says', HTMLElement);
  const bars = part(group, 'bars', SVGElement);
  for (const field of [low, high]) field.max = String(BINS);
  const take = (moved: keyof Thumbs): void => {
    const thumbs = pushed({ low: Number(low.value), high: Number(high.value) }, moved);
    low.value = String(thumbs.low);
    high.value = String(thumbs.high);
    const range = rangeOf(thumbs, scale);
    const { [column.column]: _, ...others } = store.now.ranges;
    store.change({ ranges: range ? { ...others, [column.column]: range } : others });
  };
  low.addEventListener('input', () => take('low'));
  high.addEventListener('input', () => take('high'));
  return ({ ranges }, { histograms }) => {
    const range = ranges[column.column];
    const thumbs = thumbsOf(range ?? null, scale);
    // While a thumb is held it stands where the hand has it.
    if (document.activeElement !== low) low.value = String(thumbs.low);
    if (document.activeElement !== high) high.value = String(thumbs.high);
    const ends = [Math.max(column.least, range?.from ?? -Infinity), Math.min(column.greatest, range?.to ?? Infinity)].map((value) => words.roughly(value, column.unit));
    low.setAttribute('aria-valuetext', ends[0]!);
    high.setAttribute('aria-valuetext', ends[1]!);
    setText(says, words.between(ends[0]!, ends[1]!));
    const own = histograms[column.column]!;
    const tallest = own.reduce((most, one) => Math.max(most, one), 1);
    const path = (first: number, last: number): string => Array.from({ length: Math.max(0, last - first) }, (_, place) => {
      const height = (own[first + place]! / tallest) * 28;
      return `M${first + place + 0.1} 28v${-height}h.8v${height}z`;
    }).join('');
    const [rest, on] = bars.querySelectorAll('path');
    rest?.setAttribute('d', path(0, thumbs.low) + path(thumbs.high, BINS));
    on?.setAttribute('d', path(thumbs.low, thumbs.high));
  };
}
