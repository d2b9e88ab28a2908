/** Pictures of the map at three sizes, kept under test/artefacts for eyes: a phone, a small and a large laptop. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions } from 'playwright';
import { expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, openMap, phone } from './map.support.ts';

const folder = path.resolve(import.meta.dirname, '../artefacts/map');
const sizes: [string, BrowserContextOptions][] = [['390', phone], ['1280', { viewport: { width: 1280, height: 800 } }], ['1440', { viewport: { width: 1440, height: 900 } }]];
const views: [string, string][] = [['map', ''], ['chosen', '?item=ug'], ['selected', '?region=Africa'], ['region', '?layout=by-region'], ['population', '?layout=by-population']];

it.each(sizes)('at %s pixels, light and dark', async (width, options) => {
  await mkdir(folder, { recursive: true });
  const browser = await launch(inject('chromium'));
  try {
    for (const [name, query] of views) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, errors } = await openMap(browser, inject('site'), { ...options, colorScheme, reducedMotion: 'reduce' }, query);
        await atRest(page);
        const file = path.join(folder, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file });
        // A blank page of this size packs into far less.
        expect((await stat(file)).size).toBeGreaterThan(40_000);
        expect(errors).toEqual([]);
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
  }
}, 240_000);
