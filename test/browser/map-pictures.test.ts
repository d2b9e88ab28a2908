/** Pictures of the map, kept under test/artefacts for eyes: a phone and a laptop; a low screen, tablets and a small laptop. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions } from 'playwright';
import { expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, openMap, phone } from './map.support.ts';

const folder = path.resolve(import.meta.dirname, '../artefacts/map');
const sizes: [string, BrowserContextOptions][] = [['390', phone], ['1440', { viewport: { width: 1440, height: 900 } }]];
const views: [string, string][] = [['map', ''], ['chosen', '?item=ug'], ['selected', '?region=Africa'], ['region', '?layout=by-region'], ['population', '?layout=by-population']];

it.each(sizes)('at %s pixels, light and dark', async (width, options) => {
  await mkdir(folder, { recursive: true });
  const browser = await launch(inject('chromium'));
  try {
    for (const [name, query] of views) {
      const { page, errors } = await openMap(browser, inject('site'), { ...options, reducedMotion: 'reduce' }, query);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await atRest(page);
        const file = path.join(folder, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file });
        // A blank page of this size packs into far less.
        expect((await stat(file)).size).toBeGreaterThan(40_000);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}, 240_000);

const touch = { hasTouch: true, isMobile: true } as const;
const others: [string, BrowserContextOptions][] = [
  ['844x390', { viewport: { width: 844, height: 390 }, ...touch }], ['768x1024', { viewport: { width: 768, height: 1024 }, ...touch }], ['1024x768', { viewport: { width: 1024, height: 768 }, ...touch }], ['1280x800', { viewport: { width: 1280, height: 800 } }],
];

it.each(others)('at %s, with all that can be pressed inside the screen and nothing over the panel', async (name, options) => {
  await mkdir(folder, { recursive: true });
  const browser = await launch(inject('chromium'));
  try {
    for (const [view, query] of views.slice(0, 2)) {
      const { page, errors } = await openMap(browser, inject('site'), { ...options, reducedMotion: 'reduce' }, query);
      await page.screenshot({ path: path.join(folder, `${view}-${name}.png`) });
      const { width, height } = page.viewportSize()!;
      for (const control of await page.locator('.map :is(.map-back, .map-modes button, .map-find-open, .map-view-open, .map-zoom button, .map-panel .button)').all()) {
        if (!await control.isVisible()) continue;
        const box = (await control.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(39.5);
      }
      // The way home stays.
      expect(await page.locator('.map-back').isVisible()).toBe(true);
      if (view === 'chosen' && width > height) {
        const panel = (await page.locator('.map-panel').boundingBox())!;
        const stage = (await page.locator('[data-part="stage"]').boundingBox())!;
        const zoom = (await page.locator('.map-zoom').boundingBox())!;
        expect(panel.width).toBeCloseTo(height < 480 ? 320 : 376, 0);
        // The stage goes on under the panel, but not beyond the screen.
        expect(stage.x + stage.width).toBeLessThanOrEqual(width + 0.5);
        expect(zoom.x + zoom.width).toBeLessThanOrEqual(panel.x);
      }
      if (height < 480) expect(await page.locator('.map-mini').isVisible()).toBe(false);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}, 120_000);
