/** Keys of many items together, for stages that are made from all of them. */
import { keyOf } from '../cache/key.ts';
import type { SourceItem } from './source-item.ts';

/** Key of all items' pictures, in their order. Not of their names: a file that is renamed shows what it showed. */
export const picturesKey = (items: readonly SourceItem[]): string => keyOf(items.map((item) => item.picture.hash));

/** Key of all items with what is told of them, for stages that use names, labels or facts too. */
export const descriptionsKey = (items: readonly SourceItem[]): string =>
  keyOf(items.map((item) => [item.id, item.picture.hash, item.title, item.labels, item.facts]));
