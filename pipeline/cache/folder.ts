/** Where results of builds are kept. */
import path from 'node:path';

/** The folder that `GALLERY_CACHE` names, `.cache` of the project unless it is set. Absolute. */
export const cacheFolder = (): string => path.resolve(import.meta.dirname, '../..', process.env.GALLERY_CACHE ?? '.cache');

/** Where a cache folder keeps the results of stages. */
export const stagesFolder = (cache: string): string => path.join(cache, 'stages');

/** Where a cache folder keeps archives that were unpacked, a folder each. */
export const archivesFolder = (cache: string): string => path.join(cache, 'archives');

/** Where a cache folder keeps the report of a collection's last build. */
export const reportFile = (cache: string, id: string): string => path.join(cache, 'reports', `${id}.json`);
