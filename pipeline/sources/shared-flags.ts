/** Places that fly the very same flag become one item. */
import { decodePicture } from '../images/decode.ts';
import type { Skipped, SourceItem } from '../images/source-item.ts';

interface Candidate {
  item: SourceItem;
  /** True for a sovereign state: the item goes under its code. */
  sovereign: boolean;
}

/** Pixels of the longer side at which flags are compared. */
const COMPARED = 160;
/** Root mean square difference of values 0–1 below which two drawings show the same flag. Chad and Romania differ by 0.03. */
const SAME = 0.004;

/**
 * Flags that are drawn the same, in the same proportions, are one item under the code of the one sovereign state among
 * them, which names the other places in `aliases`; the others are listed as left out, with where they are shown. Groups
 * without just one sovereign state stay apart. Borders that name a merged place then name the item it is shown with.
 */
export async function mergeSharedFlags(candidates: readonly Candidate[]): Promise<{ kept: SourceItem[]; skipped: Skipped[] }> {
  const pictures = await Promise.all(candidates.map(async ({ item }) => decodePicture(await item.picture.read(), item.file, { longestSide: COMPARED })));
  const shownWith = new Map<string, SourceItem>();
  candidates.forEach(({ item, sovereign }, index) => {
    if (sovereign) return;
    const states = candidates.filter((other, at) => other.sovereign && same(pictures[index]!, pictures[at]!));
    if (states.length === 1) shownWith.set(item.id, states[0]!.item);
  });
  const kept = candidates.filter(({ item }) => !shownWith.has(item.id)).map(({ item }) => ({
    ...item,
    aliases: candidates.filter((other) => shownWith.get(other.item.id) === item).map((other) => other.item.title),
    facts: { ...item.facts, borders: mergedBorders(item, shownWith) },
  }));
  const skipped = candidates.flatMap(({ item }) => {
    const state = shownWith.get(item.id);
    return state ? [{ name: item.title, reason: `${item.title} flies the flag of ${state.title} and is shown together with it.` }] : [];
  });
  return { kept, skipped };
}

function mergedBorders(item: SourceItem, shownWith: ReadonlyMap<string, SourceItem>): string[] {
  const borders = Array.isArray(item.facts.borders) ? item.facts.borders : [];
  return [...new Set(borders.map((id) => shownWith.get(id)?.id ?? id))].filter((id) => id !== item.id);
}

function same(a: { rgba: Uint8Array; width: number; height: number }, b: { rgba: Uint8Array; width: number; height: number }): boolean {
  if (a.width !== b.width || a.height !== b.height) return false;
  let sum = 0;
  for (let index = 0; index < a.rgba.length; index += 1) sum += ((a.rgba[index]! - b.rgba[index]!) / 255) ** 2;
  return Math.sqrt(sum / a.rgba.length) < SAME;
}
