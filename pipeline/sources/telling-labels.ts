/** Which labels are worth publishing. */
import type { Source } from './source.ts';

/** Those by which the items differ: one that all of them share filters nothing. */
export const tellingLabels = (labels: Source['labels'], items: readonly { labels: Record<string, string> }[]): Source['labels'] =>
  labels.filter(({ column }) => new Set(items.map((item) => item.labels[column])).size > 1);
