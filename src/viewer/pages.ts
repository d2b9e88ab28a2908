/** Keeps the atlas pages in graphics memory that the map shows, and gives back those that were not seen for longest. */
import type { Level } from './levels.ts';
import { decodePage, type PageArray } from './page-array.ts';

/** A page that a frame would draw from, with the number of its pictures there. */
export interface Wanted {
  level: number;
  page: number;
  pictures: number;
}

export interface Pages {
  /** The layer that holds each page of a level; −1 where it is not in memory. */
  readonly layers: readonly Int16Array[];
  /** Says what the last frame would draw from. Fetches what is missing, what shows most pictures first. */
  want(wanted: readonly Wanted[]): void;
  /** True once every page of the first level that was wanted is there, or failed to come. */
  readonly isComplete: boolean;
  /** True while a page is on its way into memory, or back into it. */
  readonly isLoading: boolean;
  /** After a lost context came back: everything in memory is put there again, nothing is fetched. */
  restore(): Promise<void>;
}

export interface PagesOptions {
  levels: readonly Level[];
  /** The array that holds the pages of a level; null where the device has none for it. */
  arrayOf: (level: number) => PageArray | null;
  fetchPage: (path: string) => Promise<Blob>;
  /** A page arrived, or failed to. */
  changed: () => void;
  /** Replaced by tests. */
  decode?: typeof decodePage;
}

/** Requests at a time: more would only make the first one later. */
const AT_ONCE = 4;

/** Times that a page is asked for. */
const TRIES = 2;

interface Resident {
  level: number;
  page: number;
  /** Compressed, so that a lost context costs no download. */
  blob: Blob;
  seen: number;
}

export function createPages({ levels, arrayOf, fetchPage, changed, decode = decodePage }: PagesOptions): Pages {
  const layers = levels.map(({ atlas }) => new Int16Array(atlas.pages.length).fill(-1));
  const held = new Map<PageArray, (Resident | null)[]>();
  const coming = new Set<string>();
  const failures = new Map<string, number>();
  let wanted: readonly Wanted[] = [];
  let now = 0;
  let restoring = 0;
  const keyOf = (level: number, page: number): string => `${level} ${page}`;
  const slotsOf = (array: PageArray): (Resident | null)[] => {
    const slots = held.get(array) ?? new Array<Resident | null>(array.layers).fill(null);
    held.set(array, slots);
    return slots;
  };

  const hasFailed = (key: string): boolean => (failures.get(key) ?? 0) >= TRIES;

  /** A layer that is free or was not seen for longest; −1 where all of them are on screen. */
  const freeLayer = (array: PageArray): number => {
    const slots = slotsOf(array);
    const empty = slots.indexOf(null);
    if (empty >= 0) return empty;
    let oldest = -1;
    slots.forEach((slot, layer) => {
      if (slot && slot.seen < now && (oldest < 0 || slot.seen < slots[oldest]!.seen)) oldest = layer;
    });
    return oldest;
  };

  const take = async ({ level, page }: Wanted, array: PageArray): Promise<void> => {
    const key = keyOf(level, page);
    coming.add(key);
    try {
      const blob = await fetchPage(levels[level]!.atlas.pages[page]!);
      const images = await decode(blob, array.versions);
      const layer = freeLayer(array);
      if (layer >= 0) {
        const slots = slotsOf(array);
        const former = slots[layer];
        if (former) layers[former.level]![former.page] = -1;
        array.put(layer, images);
        slots[layer] = { level, page, blob, seen: now };
        layers[level]![page] = layer;
      }
      for (const image of images) image.close();
    } catch {
      // The coarser page stays. It is tried once more: a network fails for a moment more often than for good.
      failures.set(key, (failures.get(key) ?? 0) + 1);
    }
    coming.delete(key);
    changed();
    next();
  };

  const next = (): void => {
    const room = new Map<PageArray, number>();
    for (const one of wanted) {
      const array = arrayOf(one.level);
      if (!array) continue;
      // No more pages of an array than it holds: the rest would push each other out for ever.
      const place = room.get(array) ?? 0;
      room.set(array, place + 1);
      if (place >= array.layers) continue;
      if (coming.size >= AT_ONCE) return;
      const key = keyOf(one.level, one.page);
      if (layers[one.level]![one.page]! < 0 && !coming.has(key) && !hasFailed(key)) void take(one, array);
    }
  };

  return {
    layers,
    want(pages) {
      now += 1;
      wanted = pages.toSorted((a, b) => a.level - b.level || b.pictures - a.pictures);
      for (const { level, page } of wanted) {
        const layer = layers[level]![page]!;
        const array = arrayOf(level);
        if (layer >= 0 && array) slotsOf(array)[layer]!.seen = now;
      }
      next();
    },
    get isComplete() {
      const most = arrayOf(0)?.layers ?? 0;
      return wanted.filter(({ level }) => level === 0).slice(0, most).every(({ level, page }) => layers[level]![page]! >= 0 || hasFailed(keyOf(level, page)));
    },
    get isLoading() { return coming.size > 0 || restoring > 0; },
    async restore() {
      restoring += 1;
      for (const array of held.keys()) array.forget();
      const filled = [...held].flatMap(([array, slots]) => slots.map(async (slot, layer) => {
        if (!slot) return;
        const images = await decode(slot.blob, array.versions);
        array.put(layer, images);
        for (const image of images) image.close();
      }));
      await Promise.all(filled).finally(() => { restoring -= 1; });
      changed();
    },
  };
}
