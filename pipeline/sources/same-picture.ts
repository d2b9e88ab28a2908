/** Finds items that share one picture, as they come out when drawn and not as their files are written. */
import { createHash } from 'node:crypto';
import { decodePicture } from '../images/decode.ts';
import type { SourceItem } from './source.ts';

/** Longest side, in pixels, at which pictures are compared: small enough to be quick, large enough to show an emblem. */
const SIDE = 192;

/** Groups of items whose drawings agree in every pixel and in size, in order of their first item. Most hold one item. */
export async function groupsOfSamePicture(items: readonly SourceItem[]): Promise<SourceItem[][]> {
  const groups = new Map<string, SourceItem[]>();
  for (const item of items) {
    const { rgba, width, height } = await decodePicture(item.bytes, item.file, { longestSide: SIDE });
    const key = `${width}×${height} ${createHash('sha256').update(rgba).digest('hex')}`;
    groups.set(key, [...groups.get(key) ?? [], item]);
  }
  return [...groups.values()];
}
