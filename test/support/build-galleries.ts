/**
 * Builds the project's galleries for the browser tests, without a network: the optional ones on a sample, where their data are on hand. The
 * others are built as on a machine without data: optional encoders of all their pictures would cost minutes, and the samples have them.
 */
import path from 'node:path';
import { buildCollections } from '../../pipeline/build-all.ts';
import { cacheFolder } from '../../pipeline/cache/folder.ts';
import { readCollections, type Collection } from '../../pipeline/collection.ts';
import { wantedEngine } from '../../pipeline/network/engine/choose.ts';
import { terminalProgress } from '../../pipeline/report/progress.ts';

/** Pictures of an optional gallery: enough for every page and figure. */
const SAMPLE = 100;

const root = path.resolve(import.meta.dirname, '../..');
const clock = (): number => performance.now() / 1000;
const { needed = [], optional = [] } = Object.groupBy(await readCollections(path.join(root, 'content')), (collection) => (collection.optional ? 'optional' : 'needed'));

const onHand = process.env.GALLERY_DATA && path.resolve(root, process.env.GALLERY_DATA);

const build = async (collections: readonly Collection[], { sample, data }: { sample?: number; data?: string | undefined } = {}): Promise<void> => {
  if (collections.length === 0) return;
  await buildCollections({
    root, cache: cacheFolder(), ids: collections.map(({ id }) => id), ...(sample !== undefined && { sample }),
    data, engine: wantedEngine(process.env.GALLERY_ENGINE),
    fetch: () => Promise.reject(new TypeError('tests fetch nothing; set GALLERY_DATA')), clock, progress: terminalProgress(process.stdout, clock),
  });
};

await build(needed);
await build(optional, { sample: SAMPLE, data: onHand });
