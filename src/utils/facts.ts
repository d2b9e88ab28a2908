/** The facts of an item as rows of text, ready to be shown. */
import type { Item, ItemTable } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import { dateWords, withCommas } from './words.ts';

export interface FactRow {
  title: string;
  /** The values, each with the item it names, where it names one. */
  values: { text: string; item?: Item }[];
}

/** Rows in the manifest's order: labels that no fact repeats, then facts. Empty facts are left out. */
export function factRows(manifest: Manifest, items: ItemTable, item: Item): FactRow[] {
  const labels = manifest.labels
    .filter((label) => !manifest.facts.some((fact) => fact.column === label.column || fact.title === label.title))
    .map((label) => ({ title: label.title, values: texts(item.labels[label.column]) }));
  const facts = manifest.facts.map((fact) => {
    const value = item.facts[fact.column] ?? null;
    if (fact.kind === 'items') return { title: fact.title, values: named(items, value) };
    if (fact.kind === 'date') return { title: fact.title, values: texts(value).map(({ text }) => ({ text: dateWords(text) })) };
    const unit = fact.unit ? `\u00a0${fact.unit}` : '';
    return { title: fact.title, values: texts(value).map(({ text }) => ({ text: text + unit })) };
  });
  return [...labels, ...facts].filter((row) => row.values.length > 0);
}

function texts(value: Item['facts'][string] | undefined): { text: string }[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map((text) => ({ text }));
  return [{ text: typeof value === 'number' ? withCommas(value) : value }];
}

/** Values are ids of items; an id that is not published stays as it is. */
function named(items: ItemTable, value: Item['facts'][string]): { text: string; item?: Item }[] {
  const ids = Array.isArray(value) ? value : [];
  return ids.map((id) => {
    const item = items.list.find((candidate) => candidate.id === id);
    return item ? { text: item.title, item } : { text: id };
  });
}
