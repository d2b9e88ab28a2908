import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
/** Runs it on a Node that says it is of another version. */
const start = (words: readonly string[], version = process.versions.node) => {
  const disguise = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return spawnSync(process.execPath, ['--import', disguise, 'pipeline/start.mjs', ...words], { cwd: root, encoding: 'utf8' });
};

describe('start', () => {
  it.each(['20.20.0', '22.18.0'])('says in one sentence that Node %s is too old', (version) => {
    expect(start(['cli.ts', '--help'], version)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^This is Node\.js 2[02]\.\d+\.0, and Latent Gallery needs 24 or newer; [^\n]+\n$/) });
  });

  it('hands on the words that are meant for the program', () => {
    expect(start(['cli.ts', '--help'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('npm run gallery') });
    expect(start(['cli.ts', 'polish'])).toMatchObject({ status: 1, stderr: expect.stringContaining('“polish”') });
  });
});
