/** Makes the published pictures of every item; what cannot be read is left out with a reason. */
import { codeKey } from '../cache/code-key.ts';
import type { Stages } from '../cache/stages.ts';
import { atOnce } from '../ground/at-once.ts';
import { Problem } from '../ground/problem.ts';
import type { Progress } from '../report/progress.ts';
import { meanColour } from './colour.ts';
import type { Skipped, SourceItem } from './source-item.ts';
import { drawThumbnails, type Thumbnail } from './thumbnails.ts';
import { UnreadableForNow } from './unreadable.ts';

/** An item that could be read, with what its published pictures look like. */
export interface PreparedItem extends SourceItem, PictureFacts {
  /** The published pictures, ascending. They are read from the cache each time: together they are larger than memory. */
  thumbnails(): Promise<Thumbnail[]>;
}

interface PictureFacts {
  /** Pixels of the largest published picture. */
  width: number;
  height: number;
  /** Mean colour, `#rrggbb`. */
  colour: string;
  transparent: boolean;
}

/** The file's name is left out of the reason: the cache may keep this for another file with the same bytes. */
interface Unreadable {
  reason: string;
}

export interface PreparedImages {
  items: PreparedItem[];
  skipped: Skipped[];
  /** Longest sides, ascending; the last is that of the largest picture. */
  sizes: number[];
}

/** The most that pictures are published in; smaller ones stay as they are. */
const SIZES = [320, 960];
/** Pictures in work at a time: sharp has threads of its own. */
const AT_ONCE = 4;

export async function prepareImages(source: { items: readonly SourceItem[] }, stages: Stages, progress: Progress, signal?: AbortSignal): Promise<PreparedImages> {
  const code = codeKey('pipeline/images/prepare.ts');
  let done = 0;
  const results = await atOnce(AT_ONCE, source.items, async (item): Promise<PreparedItem | Skipped> => {
    signal?.throwIfAborted();
    // Opened anew each time it is asked: a stage holds on to its value.
    const images = (): Promise<Images> => stages.stage('images', [code, item.picture.hash, SIZES], () => makeImages(item)).value();
    const made = await images().catch((error: unknown): Unreadable => {
      // Caught out here, where no stage keeps it.
      if (error instanceof UnreadableForNow) return withoutName(error, item);
      throw error;
    });
    progress.step('pictures', ++done, source.items.length);
    return 'reason' in made
      ? { name: item.file, reason: `${item.file} ${made.reason}` }
      : { ...item, ...made.facts, thumbnails: async () => thumbnailsOf(await images()) };
  });
  const items = results.filter((result): result is PreparedItem => 'thumbnails' in result);
  return { items, skipped: results.filter((result): result is Skipped => 'reason' in result), sizes: sizesFor(items) };
}

/** A gallery of small pictures has small sizes. */
function sizesFor(items: readonly PictureFacts[]): number[] {
  const largest = items.reduce((most, { width, height }) => Math.max(most, width, height), 0);
  return [...SIZES.filter((size) => size < largest), largest];
}

type Images = { facts: PictureFacts; thumbnails: Thumbnail[] } | Unreadable;

async function makeImages(item: SourceItem): Promise<Images> {
  const bytes = await item.picture.read();
  try {
    const { largest, thumbnails } = await drawThumbnails({ bytes, file: item.file }, SIZES);
    return { facts: { width: largest.width, height: largest.height, transparent: largest.transparent, colour: meanColour(largest) }, thumbnails };
  } catch (error) {
    if (error instanceof Problem && !(error instanceof UnreadableForNow)) return withoutName(error, item);
    throw error;
  }
}

const withoutName = (problem: Problem, { file }: SourceItem): Unreadable => ({ reason: problem.message.replace(`${file} `, '') });

const thumbnailsOf = (images: Images): Thumbnail[] => ('reason' in images ? [] : images.thumbnails);
