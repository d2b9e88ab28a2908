/** What the map needs to know of an opened gallery, looked up once. */
import { colouredLabel } from '../gallery/class-colours.ts';
import type { Item } from '../gallery/items.ts';
import { mainEncoder } from '../gallery/main-encoder.ts';
import type { OpenedTable, ReadFile } from '../gallery/open-table.ts';
import { finish, finishInSlices, type Steps } from '../gallery/steps.ts';
import type { Choices } from './address.ts';
import type { Arranged } from './arrange/cells.ts';
import { arrangeColumn } from './arrange/column.ts';
import type { Size } from './camera.ts';
import { readColumns, type Columns, type LabelColumn, type NumberColumn } from './columns.ts';
import { fitGrid, fitMap } from './fit.ts';
import { unpackIndices } from './index-set.ts';
import { columnOf, isMap, type LayoutName } from './layout-name.ts';
import { createNearest, type Near } from './nearest.ts';
import { peaksOf, type Peak } from './peaks.ts';
import type { Places } from './places.ts';
import { chooseLayout, publishedLayouts } from './published-layout.ts';
import { createSearch, type Found, type Search } from './search.ts';
import { select, type Selection } from './selection.ts';
import { selectsSame, type ViewState } from './state.ts';

/** Neighbours that are shown of a chosen picture. */
const NEAREST = 6;
/** Most groups of a label column that may get a name on the map; the commonest. */
const MOST_NAMED = 200;

export interface Collection {
  gallery: OpenedTable;
  columns: Columns;
  choices: Choices;
  /** Whether a label has colours. */
  isColoured: boolean;
  indexOf(id: string | null): number | null;
  item(index: number): Item;
  encoderName(id: string): string;
  /** Another encoder than the given one, for “By pixels”; null where there is only one. */
  otherEncoder(id: string): string | null;
  /** The nearest items with their distances, nearest first; none while they have not been fetched. */
  near(index: number, encoder: string): Near[];
  /** Fetches the nearest of an item by every encoder; false where they were known already or do not arrive. */
  fetchNear(index: number): Promise<boolean>;
  /** What a search finds; null where nothing is searched for. */
  find(query: string): Found | null;
  /** The pictures that search, filters and lasso leave; kept until the state asks for others. */
  selection(state: ViewState): Selection;
  /** Whether an item is in the selection. */
  passes(state: ViewState): (index: number) => boolean;
  /** The column that a layout is made from; null for published ones. */
  layoutColumn(layout: LayoutName): LabelColumn | NumberColumn | null;
  /** Places and titles of a layout on a stage; kept until the stage changes its size. */
  arranged(layout: LayoutName, encoder: string, stage: Size): Arranged;
  places(layout: LayoutName, encoder: string, stage: Size): Places;
  /** Whether a layout is known already. */
  isArranged(layout: LayoutName, encoder: string, stage: Size): boolean;
  /** Works a layout out, in slices between which the page goes on. */
  arrange(layout: LayoutName, encoder: string, stage: Size): Promise<void>;
  /** Names at the density peaks of a map, the weightiest first; none for layouts in cells. */
  names(layout: LayoutName, encoder: string, stage: Size): readonly Peak[];
}

/** `read` fetches what is not read at the start. */
export function createCollection(gallery: OpenedTable, read: ReadFile): Collection {
  const { manifest, items } = gallery;
  const byId = new Map(items.list.map((item) => [item.id, item.index]));
  const columns = readColumns(gallery);
  const encoders = manifest.encoders.map(({ id }) => id);
  const main = mainEncoder(manifest).id;
  const nearest = createNearest(manifest, read, NEAREST);
  const ratios = Float32Array.from(items.list, ({ width, height }) => width / height);
  const order = spreadOrder(items.list);
  const kept = new Map<string, Arranged>();
  const keptNames = new Map<string, readonly Peak[]>();
  let keptFor = '';
  let search: Search | null = null;
  let lastFound: { query: string; found: Found | null } = { query: '', found: null };
  let lastSelection: { state: ViewState; selection: Selection } | null = null;

  const find = (query: string): Found | null => {
    if (query === lastFound.query) return lastFound.found;
    search ??= createSearch(items.list, columns.labels);
    lastFound = { query, found: search.find(query) };
    return lastFound.found;
  };
  const selection = (state: ViewState): Selection => {
    if (lastSelection && selectsSame(lastSelection.state, state)) return lastSelection.selection;
    const criteria = {
      found: find(state.query)?.items ?? null, lasso: state.lasso === '' ? null : unpackIndices(state.lasso, columns.count),
      labels: state.labels, ranges: state.ranges,
    };
    lastSelection = { state, selection: select(columns, criteria) };
    return lastSelection.selection;
  };
  const layoutColumn = (layout: LayoutName): LabelColumn | NumberColumn | null => {
    const name = columnOf(layout);
    return [...columns.labels, ...columns.numbers].find(({ column }) => column === name) ?? null;
  };
  function* make(layout: LayoutName, encoder: string, stage: Size): Steps<Arranged> {
    const column = layoutColumn(layout);
    if (column) {
      const grid = manifest.layouts.find((candidate) => candidate.encoder === encoder && candidate.method === 'grid');
      return yield* arrangeColumn(column, items, grid, ratios, stage);
    }
    const chosen = chooseLayout(manifest.layouts, layout, encoder, stage);
    const isOwnOrder = chosen.method === 'tsne' && chosen.encoder === main;
    const source = { ...items.coordinates(chosen), box: chosen.box, ratios, order, isOwnOrder };
    return { places: yield* chosen.method === 'grid' ? fitGrid(source, chosen.columns ?? 1, chosen.rows ?? 1, stage) : fitMap(source, stage), titles: [] };
  }
  /** What is known for a size of the stage; another size makes it useless. */
  const keptOn = (stage: Size): Map<string, Arranged> => {
    const size = `${stage.width} × ${stage.height}`;
    if (size !== keptFor) {
      kept.clear();
      keptNames.clear();
    }
    keptFor = size;
    return kept;
  };
  const arranged = (layout: LayoutName, encoder: string, stage: Size): Arranged => {
    const key = `${layout} ${encoder}`;
    const known = keptOn(stage).get(key) ?? finish(make(layout, encoder, stage));
    kept.set(key, known);
    return known;
  };

  return {
    gallery,
    columns,
    choices: {
      encoders: [main, ...encoders.filter((id) => id !== main)],
      layouts: publishedLayouts(manifest.layouts),
      columns,
      items: new Set(byId.keys()),
    },
    isColoured: colouredLabel(manifest) !== undefined,
    indexOf: (id) => (id === null ? null : byId.get(id) ?? null),
    item: (index) => items.list[index]!,
    encoderName: (id) => manifest.encoders.find((encoder) => encoder.id === id)?.name ?? id,
    otherEncoder: (id) => encoders.find((other) => other !== id) ?? null,
    near: (index, encoder) => nearest.known(index, encoder) ?? [],
    async fetchNear(index) {
      const unknown = encoders.filter((encoder) => nearest.known(index, encoder) === null);
      const came = await Promise.all(unknown.map((encoder) => nearest.load(index, encoder)));
      return came.some(Boolean);
    },
    find,
    selection,
    passes(state) {
      const { inside, isAll } = selection(state);
      return isAll ? () => true : (index) => inside[index] === 1;
    },
    layoutColumn,
    arranged,
    isArranged: (layout, encoder, stage) => keptOn(stage).has(`${layout} ${encoder}`),
    async arrange(layout, encoder, stage) {
      const made = await finishInSlices(make(layout, encoder, stage), pause, () => performance.now());
      // The stage may have changed its size meanwhile.
      if (keptFor === `${stage.width} × ${stage.height}`) kept.set(`${layout} ${encoder}`, made);
    },
    places: (layout, encoder, stage) => arranged(layout, encoder, stage).places,
    names(layout, encoder, stage) {
      if (!isMap(layout)) return [];
      const { places } = arranged(layout, encoder, stage);
      const key = `${layout} ${encoder}`;
      const known = keptNames.get(key) ?? peaksOf(places.x, places.y, namedGroups(gallery, columns, byId));
      keptNames.set(key, known);
      return known;
    },
  };
}

/** Until the page had its turn. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The sets that may have a name on a map: families of look-alikes and the values of labels. */
function namedGroups({ manifest }: OpenedTable, { labels }: Columns, byId: ReadonlyMap<string, number>): { name: string; members: number[] }[] {
  const families = manifest.families.map(({ title, members }) => ({ name: title, members: members.flatMap((id) => byId.get(id) ?? []) }));
  const values = labels.flatMap(({ values: names, codes }) => {
    const groups = names.slice(0, MOST_NAMED).map((name) => ({ name, members: [] as number[] }));
    codes.forEach((code, index) => groups[code]?.members.push(index));
    return groups;
  });
  return [...families, ...values];
}

/** Items so that any first few of them come from all over the map. */
function spreadOrder(list: readonly Item[]): Uint32Array {
  const order = new Uint32Array(list.length);
  for (const { index, spread } of list) order[spread] = index;
  return order;
}
