import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectDownloads } from '../../../pipeline/download/project-downloads.ts';
import { terminalProgress } from '../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fileServer } from './server.support.ts';

const SIZE = 4_340_000;
const UNKNOWN = { 'content-length': null, 'transfer-encoding': 'chunked' };

async function told(isTTY: boolean, headers: Record<string, string | null>): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'content'));
  const server = Object.assign(await fileServer(Buffer.alloc(SIZE, 1)), { headers });
  let text = '';
  const progress = terminalProgress({ write: (piece) => { text += piece; }, isTTY, columns: 80 }, () => 0);
  await projectDownloads({ root, cache: path.join(root, '.cache'), progress }).obtain({ url: server.url });
  return text;
}

it('counts megabytes of a download of unknown size, in a line that moves on a terminal and a few that stay elsewhere', async () => {
  expect((await told(false, UNKNOWN)).split('\n')).toEqual([expect.stringMatching(/^ {2}the-pictures\.zip {2}[0-4]\.\d MB$/), '  the-pictures.zip  4.3 MB of 4.3 MB', '']);
  const moving = await told(true, UNKNOWN);
  expect(moving.match(/\n/g)).toHaveLength(1);
  expect(moving).toMatch(/ {2}the-pictures\.zip {2}[0-4]\.\d MB\r/);
  expect(moving).toMatch(/4\.3 MB of 4\.3 MB\n$/);
});

it('counts megabytes of those there are where the size is known', async () => {
  const plain = (await told(false, {})).split('\n');
  expect(plain.filter((line) => line.includes(' MB of 4.3 MB'))).toHaveLength(plain.length - 1);
  expect(plain.at(-2)).toBe('  the-pictures.zip  4.3 MB of 4.3 MB');
  expect((await told(true, {})).match(/\n/g)).toHaveLength(1);
});
