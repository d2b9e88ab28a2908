/** The project's downloads: kept in its cache, recorded in its content folder, told on its terminal. */
import path from 'node:path';
import { openDownloads, type Stock } from './downloads.ts';
import { megabytes, type Progress } from '../report/progress.ts';

interface Surroundings {
  /** The project's folder. */
  root: string;
  cache: string;
  /** A folder of data that is looked into first. */
  data?: string | undefined;
  fetch?: typeof globalThis.fetch;
  progress: Progress;
  signal?: AbortSignal;
}

export const projectDownloads = ({ root, cache, data, fetch = globalThis.fetch, progress, signal }: Surroundings): Stock => openDownloads({
  folder: path.join(cache, 'downloads'), lockFile: path.join(root, 'content/downloads.lock.yaml'), data, fetch, signal,
  onProgress: (name, done, total) => progress.step(name, done, total, undefined, megabytes),
});
