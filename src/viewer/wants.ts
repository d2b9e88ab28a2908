/** Which atlas pages a frame would like to draw from. */
import { levelFor, type Level } from './levels.ts';
import type { Wanted } from './pages.ts';
import { growthOf, type Places } from './places.ts';
import type { ItemList } from './visible.ts';

export interface Seen {
  lists: readonly ItemList[];
  places: Places;
  zoom: number;
  /** Device pixels to a pixel. */
  density: number;
  /** Sharper pages are asked for once the view rests. */
  still: boolean;
}

/** Pages of the first level for all that is seen; of a sharper one where pictures are drawn larger than the first level's are. */
export function createWants(levels: readonly Level[], mostSharp: number): (seen: Seen) => Wanted[] {
  const counts = levels.map(({ atlas }) => new Uint32Array(atlas.pages.length));
  const count = (level: number, lists: readonly ItemList[]): Wanted[] => {
    const pictures = counts[level]!.fill(0);
    const { pageOf } = levels[level]!;
    for (const { items, length } of lists) for (let place = 0; place < length; place += 1) pictures[pageOf[items[place]!]!]! += 1;
    return Array.from(pictures.keys()).filter((page) => pictures[page]! > 0).map((page) => ({ level, page, pictures: pictures[page]! }));
  };
  return ({ lists, places, zoom, density, still }) => {
    if (levels.length === 0) return [];
    const first = count(0, lists);
    const some = lists.at(-1)!;
    if (!still || some.length === 0) return first;
    const item = some.items[0]!;
    const sharp = levelFor(levels, Math.max(places.width[item]!, places.height[item]!) * growthOf(places, zoom) * density);
    if (sharp === 0) return first;
    const sharper = count(sharp, lists);
    // A view of far more pages than fit would be sharp in patches, and dear.
    return sharper.length <= 1.5 * mostSharp ? [...first, ...sharper] : first;
  };
}
