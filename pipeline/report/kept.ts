/** The last build's report of each collection, kept in the cache folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asProblem } from '../disk.ts';
import type { BuildReport } from './build-report.ts';

export const reportFile = (cache: string, id: string): string => path.join(cache, 'reports', `${id}.json`);

export async function keepReport(cache: string, report: BuildReport): Promise<void> {
  const file = reportFile(cache, report.id);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(report, null, 2));
  } catch (error) {
    throw asProblem(error, file);
  }
}
