/** How the map draws: representatives of many pictures, pages within a budget, a lost context, a throw with a finger. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { serve, type StaticServer } from '../support/static-server.ts';
import { syntheticSite } from '../support/synthetic-site.ts';
import { atRest, cameraOf, desktop, framesOf, IDS, openMap, phone, stateOf, visiblePicture } from './map.support.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pictures = path.join(root, 'test/artefacts/pictures');
const MANY = 2500;
let browser: Browser;
let many: StaticServer;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  const folder = path.join(root, 'test/artefacts/synthetic-tests');
  await syntheticSite(root, inject('dist'), folder, [MANY]);
  many = await serve(folder, '/latent-gallery/');
  mkdirSync(pictures, { recursive: true });
}, 240_000);
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(async () => {
  await browser.close();
  await many.close();
});

const openMany = (options: typeof desktop, query = '') => openMap(browser, many.url, options, query, `synthetic-${MANY}`);
const drawnOn = (page: Page) => page.evaluate(() => window.latentMap!.drawn());

async function zoomIn(page: Page, steps: number): Promise<void> {
  const { width, height } = page.viewportSize()!;
  await page.mouse.move(width / 2, height / 2);
  for (let step = 0; step < steps; step += 1) await page.mouse.wheel(0, -200);
  await atRest(page);
}

describe('a map of many pictures', () => {
  it.each([['phone', phone], ['tablet', { viewport: { width: 820, height: 1180 } }], ['laptop', { viewport: { width: 1280, height: 800 } }]] as const)('shows representatives large enough to be seen on a %s', async (name, options) => {
    const { page, errors } = await openMany(options);
    const drawn = await drawnOn(page);
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(MANY);
    expect(await page.evaluate(() => window.latentMap!.screenPosition('p0')!.height)).toBeGreaterThan(7);
    await page.screenshot({ path: path.join(pictures, `map-many-${name}.png`) });
    expect(errors).toEqual([]);
  });

  it('brings in more as one comes closer, and draws no frame at rest', async () => {
    const { page, errors } = await openMany({ viewport: { width: 390, height: 844 } });
    const seen = async (): Promise<number> => {
      const { zoom } = await cameraOf(page);
      return (await drawnOn(page)) * zoom ** 2;
    };
    const before = await seen();
    // As on a slow line: the sharper pages come well after the camera has come to rest.
    await page.route('**/atlas/**', async (route) => {
      await new Promise((resolve) => { setTimeout(resolve, 600); });
      await route.continue();
    });
    await zoomIn(page, 4);
    // Those on the screen, were the whole map drawn like this.
    expect(await seen()).toBeGreaterThan(before * 1.3);
    const frames = await framesOf(page);
    await page.waitForTimeout(1500);
    expect(await framesOf(page)).toBe(frames);
    expect(errors).toEqual([]);
  });

  it('fetches sharper pages for what is looked at, and few of them', async () => {
    const { page } = await openMany(desktop);
    const fetched: string[] = [];
    page.on('request', (request) => { if (request.url().includes('/atlas/')) fetched.push(request.url().replace(/.*atlas./, '')); });
    await zoomIn(page, 6);
    await page.waitForTimeout(500);
    expect(fetched.length).toBeGreaterThan(0);
    expect(new Set(fetched).size).toBe(fetched.length);
    expect(fetched.every((file) => !file.startsWith('0-') || file !== '0-0.webp')).toBe(true);
    expect(fetched.length).toBeLessThan(30);
  });
});

describe('a lost context', () => {
  it('comes back as it was: same state, same picture, nothing loaded anew', async () => {
    const { page, errors } = await openMap(browser, inject('site'), desktop);
    const { id, x, y } = await visiblePicture(page, IDS);
    await page.mouse.click(x, y);
    await page.mouse.move(5, 5);
    await atRest(page);
    await page.waitForTimeout(400);
    const stage = page.locator('[data-part="canvas"]');
    const [state, camera, picture] = [await stateOf(page), await cameraOf(page), await stage.screenshot()];
    expect(state.item).toBe(id);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.evaluate(() => new Promise<void>((resolve) => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-part="canvas"]')!;
      const lose = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      canvas.addEventListener('webglcontextrestored', () => resolve(), { once: true });
      lose.loseContext();
      setTimeout(() => lose.restoreContext(), 200);
    }));
    await page.waitForTimeout(1200);
    await atRest(page);
    expect(await stateOf(page)).toEqual(state);
    expect(await cameraOf(page)).toEqual(camera);
    expect(requests).toEqual([]);
    expect(Buffer.compare(await stage.screenshot(), picture)).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe('a throw with a finger', () => {
  it.each([['goes on', 'no-preference'], ['stops at once where motion is not wanted', 'reduce']] as const)('%s', async (_, reducedMotion) => {
    const { page } = await openMap(browser, inject('site'), { ...phone, reducedMotion }, '?layout=map');
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) => session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 200, y }] });
    const before = await cameraOf(page);
    await touch('touchStart', 500);
    for (let step = 1; step <= 5; step += 1) await touch('touchMove', 500 - step * 20);
    await touch('touchEnd');
    await page.waitForTimeout(50);
    await atRest(page);
    const after = await cameraOf(page);
    const moved = (after.y - before.y) * after.zoom;
    // The finger itself went 100 pixels.
    if (reducedMotion === 'reduce') expect(moved).toBeLessThan(101);
    else expect(moved).toBeGreaterThan(110);
  });
});
