/** axe on each page type, dark and light, phone and laptop. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';

const site = inject('site');
let browser: Browser;
let source: string;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browser.close());

const pages = ['', 'galleries/', 'galleries/flags/all/', 'galleries/flags/', 'galleries/flags/?item=be', 'galleries/flags/?layout=by-region&region=Africa', 'galleries/flags/?view=table', 'galleries/flags/compare/?item=cu', 'galleries/flags/belgium/', 'write-ups/', 'write-ups/latent-flags/', 'how-it-is-made/', '404.html',
  ...inject('galleries').includes('pile') ? ['write-ups/pile-of-photographs/'] : []];
const cases = pages.flatMap((address) => [
  [address, 'light', 1440, 900], [address, 'dark', 390, 844],
] as const);

it.concurrent.each(cases)('/%s in %s at %d × %d has no violation', async (address, colorScheme, width, height) => {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(site + address, { waitUntil: 'networkidle' });
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
  await page.close();
});
