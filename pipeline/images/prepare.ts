/** Makes the published pictures of every item; what cannot be read is left out with a reason. */
import { codeKey } from '../cache/code-key.ts';
import { keyOf } from '../cache/key.ts';
import type { Stages } from '../cache/stages.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../report/progress.ts';
import type { Skipped, Source, SourceItem } from '../sources/source.ts';
import { meanColour } from './colour.ts';
import { decodePicture } from './decode.ts';
import { writeImages } from './thumbnails.ts';

/** An item that could be read, with its pictures as they are published. */
export interface PreparedItem extends SourceItem, PublishedPictures {}

interface PublishedPictures {
  /** Pixels of the largest published picture. */
  width: number;
  height: number;
  /** Mean colour, `#rrggbb`. */
  colour: string;
  transparent: boolean;
  /** WebP pictures by the length of their longer side. */
  images: { size: number; bytes: Uint8Array }[];
}

export interface PreparedImages {
  items: PreparedItem[];
  skipped: Skipped[];
  /** Longest sides, ascending. */
  sizes: number[];
}

const SIZES = [320, 960];
/** Pictures in work at a time: sharp has threads of its own. */
const AT_ONCE = 4;

export async function prepareImages(source: Source, stages: Stages, progress: Progress, signal?: AbortSignal): Promise<PreparedImages> {
  const results: (PreparedItem | Skipped)[] = new Array(source.items.length);
  const code = codeKey('pipeline/images/prepare.ts');
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < source.items.length; index = next++) {
      signal?.throwIfAborted();
      const item = source.items[index]!;
      const made = await stages.stage('images', [code, item.bytes, SIZES], () => publishedPictures(item)).value();
      results[index] = 'reason' in made ? { name: item.file, reason: `${item.file} ${made.reason}` } : { ...item, ...made };
      progress.step('pictures', ++done, source.items.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    items: results.filter((result): result is PreparedItem => 'images' in result),
    skipped: results.filter((result): result is Skipped => 'reason' in result),
    sizes: SIZES,
  };
}

/** The pictures, or what is wrong with the file. Its name is left out: the cache may keep this for another file with the same bytes. */
async function publishedPictures(item: SourceItem): Promise<PublishedPictures | { reason: string }> {
  try {
    const picture = await decodePicture(item.bytes, item.file, { longestSide: SIZES.at(-1)! });
    return {
      width: picture.width, height: picture.height, transparent: picture.transparent,
      colour: meanColour(picture), images: await writeImages(item, SIZES),
    };
  } catch (error) {
    if (error instanceof Problem) return { reason: error.message.replace(`${item.file} `, '') };
    throw error;
  }
}

/** Key of all items with what is told of them, for stages that use names, labels or facts too. */
export const descriptionsKey = (items: readonly PreparedItem[]): string =>
  keyOf(items.map((item) => [item.id, item.bytes, item.title, item.labels, item.facts]));

/** Key of all items' pictures, for stages made from them together. */
export const itemsKey = (items: readonly PreparedItem[]): string => keyOf(items.map((item) => [item.id, item.bytes]));
