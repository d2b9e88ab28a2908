/** A collection of some of a source's items: drawn by the seed, some of them named. */
import type { FactValue } from '../../src/gallery/items.ts';
import { Problem } from '../ground/problem.ts';
import { seeded } from '../ground/random.ts';
import type { SourceItem } from '../images/source-item.ts';
import type { Source } from './source.ts';
import { tellingLabels } from './telling-labels.ts';

interface Draw {
  /** Items in all. */
  count: number;
  /** Of which status those are that chance may draw. */
  status: string;
  /** Ids of items that are among them whatever their status. */
  with: readonly string[];
}

/** `file` names the collection in messages. Items keep the source's order. Throws a Problem where an item is unknown or there are too few. */
export function drawItems(source: Source, draw: Draw, seed: number, file: string): Source {
  const stranger = draw.with.find((id) => !source.items.some((item) => item.id === id));
  if (stranger !== undefined) throw new Problem(`${file} wants “${stranger}” among those it draws, but its source has no such item; correct it or take it out.`);
  const named = new Set(draw.with);
  // In the order of their ids, so that the draw does not hang on the order of the source.
  const others = source.items.filter((item) => !named.has(item.id) && item.labels['status'] === draw.status).sort((a, b) => (a.id < b.id ? -1 : 1));
  const wanted = draw.count - named.size;
  if (wanted < 0) throw new Problem(`${file} names ${named.size} items, more than the ${draw.count} it draws; raise the count or name fewer.`);
  if (others.length < wanted) throw new Problem(`${file} draws ${draw.count} items, but only ${named.size + others.length} can be drawn; lower the count.`);
  const drawn = new Set([...named, ...seeded(seed, 'draw').shuffle(others).slice(0, wanted).map((item) => item.id)]);
  const left = source.items.filter((item) => !drawn.has(item.id));
  const titles = new Map(left.map((item) => [item.id, item.title]));
  const lists = source.facts.filter((fact) => fact.kind === 'items').map((fact) => fact.column);
  const items = source.items.filter((item) => drawn.has(item.id)).map((item) => ({ ...item, facts: withNames(item, lists, titles) }));
  return {
    ...source, items, found: draw.count, skipped: [], labels: tellingLabels(source.labels, items),
    notices: [...source.notices, { what: 'Not drawn', names: left.map((item) => item.title) }],
  };
}

/** Facts that list other items name those that were not drawn by their titles, for nothing else knows them here. */
function withNames({ facts }: SourceItem, lists: readonly string[], titles: ReadonlyMap<string, string>): Record<string, FactValue> {
  const named = (value: FactValue | undefined): FactValue => (Array.isArray(value) ? value.map((id) => titles.get(id) ?? id) : value ?? null);
  return { ...facts, ...Object.fromEntries(lists.map((column) => [column, named(facts[column])])) };
}
