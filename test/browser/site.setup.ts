/**
 * Before the browser tests: builds the real site under a sub-path, serves it and makes sure that there is a Chromium. Optional galleries
 * are tried on a sample where GALLERY_DATA holds what they need; tests of those that are not there are skipped.
 */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../support/chromium.ts';
import { serve } from '../support/static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site's root, ending in a slash. */
    site: string;
    /** Folder the site was built into. */
    dist: string;
    /** Galleries that the site has. */
    galleries: string[];
    /** Path of the browser. */
    chromium: string;
  }
}

const root = path.resolve(import.meta.dirname, '../..');
const base = '/latent-gallery/';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', ensureChromium());
  const dist = path.join(root, 'test/artefacts/dist');
  await run('the galleries', process.execPath, ['test/support/build-galleries.ts']);
  await run('the site', process.execPath, ['pipeline/site.ts', 'build', '--outDir', dist]);
  const server = await serve(dist, base);
  project.provide('site', server.url);
  project.provide('dist', dist);
  project.provide('galleries', (await readdir(path.join(dist, 'galleries'), { withFileTypes: true })).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])));
  return () => server.close();
}

/** Does not block: with an empty cache the galleries take minutes, and the test runner has to stay awake. */
async function run(what: string, command: string, words: string[]): Promise<void> {
  console.log(`Building ${what} for the browser tests.`);
  const child = spawn(command, words, {
    cwd: root, stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BASE: base, SITE: 'https://example.org', NODE_ENV: 'production', VITEST: undefined },
  });
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  if (status !== 0) throw new Error(`Building ${what} for the browser tests failed; the lines above say why.`);
}
