/** The layout of a column: small multiples of a label's values, or rows by a number. */
import type { Items } from '../../gallery/items.ts';
import type { ManifestLayout } from '../../gallery/manifest.ts';
import type { Steps } from '../../gallery/steps.ts';
import type { Size } from '../camera.ts';
import type { LabelColumn, NumberColumn } from '../columns.ts';
import { isNumber } from '../layout-name.ts';
import * as words from '../words.ts';
import type { Arranged } from './cells.ts';
import { arrangeGroups, type Group } from './groups.ts';
import { readingOrder } from './order.ts';
import { arrangeSorted } from './sorted.ts';

/** Groups with a title of their own; the pictures of rarer values stand together. */
const MOST_GROUPS = 36;

/** `grid` gives the order inside a group; `ratios` are width over height of every item. */
export function* arrangeColumn(
  column: LabelColumn | NumberColumn, items: Pick<Items, 'list' | 'coordinates'>, grid: ManifestLayout | undefined, ratios: Float32Array, stage: Size,
): Steps<Arranged> {
  if (isNumber(column)) {
    return yield* arrangeSorted(column.values, ratios, stage, { value: (value) => words.roughly(value), none: words.noValue });
  }
  return yield* arrangeGroups(groupsOf(column, readingOrder(items, grid)), ratios, stage);
}

/** The values of a column with their items, each in the given order; then rarer values, then items without one. */
export function groupsOf({ title, values, codes }: LabelColumn, order: Uint32Array, most = MOST_GROUPS): Group[] {
  const own = values.length <= most ? values.length : most - 1;
  const groups = values.slice(0, own).map((value): { title: string; members: number[] } => ({ title: value, members: [] }));
  const others: { title: string; members: number[] } = { title: words.others, members: [] };
  const none: { title: string; members: number[] } = { title: words.without(title), members: [] };
  for (const index of order) {
    const code = codes[index]!;
    (groups[code] ?? (code < values.length ? others : none)).members.push(index);
  }
  return [...groups, others, none].filter(({ members }) => members.length > 0);
}
