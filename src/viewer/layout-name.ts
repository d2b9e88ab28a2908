/** Names of layouts, as the address holds them: those published for every encoder, and columns to lay out by. */
import type { Columns, LabelColumn, NumberColumn } from './columns.ts';

export type PublishedLayout = 'map' | 'grid' | 'pca';
export type LayoutName = PublishedLayout | `by-${string}`;

/** The column that a layout is made from; null for a published one. */
export const columnOf = (layout: LayoutName): string | null => (layout.startsWith('by-') ? layout.slice(3) : null);

export const byColumn = (column: string): LayoutName => `by-${column}`;

export const isLayoutOf = (name: string, columns: Columns): name is LayoutName =>
  name.startsWith('by-') && [...columns.labels, ...columns.numbers].some(({ column }) => column === name.slice(3));

/** Whether distances mean something: maps, not cells. */
export const isMap = (layout: LayoutName): boolean => layout === 'map' || layout === 'pca';

export const isNumber = (column: LabelColumn | NumberColumn): column is NumberColumn => column.values instanceof Float64Array;
