/** What differs between two encoders' neighbours, and how errors are spread: the numbers behind a write-up. */
import type { Item, Items } from '../gallery/items.ts';
import type { Manifest, ManifestFamily, TrainingRecord } from '../gallery/manifest.ts';
import { nearest, shared } from '../utils/neighbours.ts';

export interface Change {
  item: Item;
  /** Nearest items that both encoders name. */
  shared: number;
}

/** Every item with the number of its `count` nearest that both encoders name; those that changed most come first. */
export function changes(items: Items, first: string, second: string, count: number): Change[] {
  return items.list
    .map((item) => ({ item, shared: shared(items, first, second, item.index, count) }))
    .sort((a, b) => a.shared - b.shared || a.item.index - b.item.index);
}

/** Mean number of shared nearest over all items. */
export function meanShared(all: readonly Change[]): number {
  return all.length === 0 ? 0 : all.reduce((sum, change) => sum + change.shared, 0) / all.length;
}

/** The family whose title holds the words, whatever their case. */
export function familyNamed(manifest: Manifest, words: string): ManifestFamily | undefined {
  return manifest.families.find((family) => family.title.toLowerCase().includes(words.toLowerCase()));
}

/** A few families to point at on a map: the one named first, then the largest. */
export function familiesToShow(manifest: Manifest, words: string, count: number): ManifestFamily[] {
  const first = familyNamed(manifest, words);
  const others = manifest.families.filter((family) => family !== first)
    .toSorted((a, b) => b.members.length - a.members.length || (a.id < b.id ? -1 : 1));
  return [...(first ? [first] : []), ...others].slice(0, count);
}

/** Families in which the first encoder finds more, fewer and as many members as the second. */
export function tally(families: readonly ManifestFamily[], first: string, second: string): { first: number; second: number; same: number } {
  const found = (family: ManifestFamily, encoder: string): number => family.scores[encoder]?.found ?? 0;
  return {
    first: families.filter((family) => found(family, first) > found(family, second)).length,
    second: families.filter((family) => found(family, second) > found(family, first)).length,
    same: families.filter((family) => found(family, first) === found(family, second)).length,
  };
}

/** Share found over all families, each counted equally. */
export const meanFound = (families: readonly ManifestFamily[], encoder: string): number => meanOf(families, encoder, 'found');

/** Mean rank of members over all families, each counted equally. */
export const meanRanked = (families: readonly ManifestFamily[], encoder: string): number => meanOf(families, encoder, 'meanRank');

const meanOf = (families: readonly ManifestFamily[], encoder: string, score: 'found' | 'meanRank'): number =>
  families.reduce((sum, family) => sum + (family.scores[encoder]?.[score] ?? 0), 0) / Math.max(1, families.length);

export interface Gain {
  family: ManifestFamily;
  /** Share found by the second encoder less that found by the first. */
  gain: number;
}

/** Families by how much more of them the second encoder finds than the first, the largest gain first. */
export function gains(families: readonly ManifestFamily[], first: string, second: string): Gain[] {
  return families
    .map((family) => ({ family, gain: (family.scores[second]?.found ?? 0) - (family.scores[first]?.found ?? 0) }))
    .sort((a, b) => b.gain - a.gain || (a.family.id < b.family.id ? -1 : 1));
}

/** The member for which the second encoder has most more of the family among its `count` nearest than the first. */
export function exampleOf(items: Items, family: ManifestFamily, first: string, second: string, count: number): Item {
  const found = (encoder: string, index: number): number => nearest(items, encoder, index, count).filter(({ item }) => family.members.includes(item.id)).length;
  const members = items.list.filter((item) => family.members.includes(item.id));
  const more = ({ index }: Item): number => found(second, index) - found(first, index);
  return members.reduce((best, item) => (more(item) > more(best) ? item : best));
}

export interface ErrorBin {
  /** Limits of the bin, mean squared error. */
  from: number;
  to: number;
  /** Smallest error first. */
  items: Item[];
}

/** Items in `count` bins of equal width on a logarithmic axis of their reconstruction error. */
export function errorBins(items: readonly Item[], encoder: string, count: number): ErrorBin[] {
  const known = items.filter((item) => (item.errors[encoder] ?? 0) > 0).toSorted((a, b) => a.errors[encoder]! - b.errors[encoder]!);
  const smallest = known[0]?.errors[encoder];
  const largest = known.at(-1)?.errors[encoder];
  if (smallest === undefined || largest === undefined) return [];
  const step = Math.log(largest / smallest) / count || 1;
  const limit = (index: number): number => smallest * Math.exp(step * index);
  const bins = Array.from({ length: count }, (_, index): ErrorBin => ({ from: limit(index), to: limit(index + 1), items: [] }));
  for (const item of known) {
    const index = Math.floor(Math.log(item.errors[encoder]! / smallest) / step);
    bins[Math.min(index, count - 1)]!.items.push(item);
  }
  return bins;
}

/** Names of the nearest few, for a sentence. */
export const nearestNames = (items: Items, encoder: string, index: number, count: number): string[] =>
  nearest(items, encoder, index, count).map(({ item }) => item.title);

type Layer = TrainingRecord['layers'][number];

/** Layers that have weights. Those without, such as activations and changes of shape, are named with the one before them. */
export function learningLayers(layers: readonly Layer[]): { name: string; kinds: string[]; output: number[]; parameters: number }[] {
  const learning: { name: string; kinds: string[]; output: number[]; parameters: number }[] = [];
  for (const layer of layers) {
    const last = learning.at(-1);
    if (layer.parameters > 0) learning.push({ name: layer.name, kinds: [layer.kind], output: layer.output, parameters: layer.parameters });
    else if (last) {
      last.kinds.push(layer.kind);
      last.output = layer.output;
    }
  }
  return learning;
}
