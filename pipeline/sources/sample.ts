/** A part of a source, to try a collection on before all of it is computed. */
import { seeded, type Random } from '../ground/random.ts';
import type { SourceItem } from '../images/source-item.ts';
import type { Source } from './source.ts';
import { tellingLabels } from './telling-labels.ts';

interface Sampling {
  /** Pictures wanted. */
  count: number;
  seed: number;
  /** Ids of pictures that must be among them. */
  always: readonly string[];
}

/** With fewer pictures of a label than this, nothing can be said of how well its pictures find each other. */
const OF_A_LABEL = 12;

/**
 * `count` of a source's pictures in their order, the same ones for the same seed; more only where more are named. Where pictures are
 * labelled, by the source's first label, they come from as few labels as leave each some twelve of them: scores by label keep their meaning.
 * Where those labels have too few, others fill up. A source of no more than `count` is returned whole. What the source left out itself is
 * not told again: found = items.
 */
export function sampleOf(source: Source, { count, seed, always }: Sampling): Source {
  if (source.items.length <= count) return source;
  const random = seeded(seed, 'sample');
  const kept = new Set(always);
  const taken = new Set(source.items.filter(({ id }) => kept.has(id)));
  const groups = groupsOf(source, Math.floor(count / OF_A_LABEL), random) ?? [shuffled(source.items, random)];
  for (const item of [...dealt(groups), ...shuffled(source.items, random)]) {
    if (taken.size >= count) break;
    taken.add(item);
  }
  const items = source.items.filter((item) => taken.has(item));
  return { ...source, items, found: items.length, skipped: [], labels: tellingLabels(source.labels, items) };
}

/** The pictures of at most `most` labels, drawn by chance. Null where fewer than two labels have pictures enough. */
function groupsOf({ items, labels }: Source, most: number, random: Random): SourceItem[][] | null {
  const column = labels[0]?.column;
  const byLabel = Map.groupBy(items, (item) => (column === undefined ? '' : item.labels[column] ?? ''));
  byLabel.delete('');
  const large = [...byLabel.values()].filter((group) => group.length >= OF_A_LABEL);
  const groups = random.shuffle(large).slice(0, most).map((group) => shuffled(group, random));
  return groups.length < 2 ? null : groups;
}

const shuffled = <Value>(values: readonly Value[], random: Random): Value[] => random.shuffle([...values]);

/** One of each group in turn, until all are dealt. */
function* dealt<Value>(groups: readonly (readonly Value[])[]): Iterable<Value> {
  const longest = Math.max(...groups.map((group) => group.length));
  for (let place = 0; place < longest; place += 1) {
    for (const group of groups) if (place < group.length) yield group[place]!;
  }
}
