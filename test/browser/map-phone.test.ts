/** The map on a phone, and what stands in for it where none can be drawn. */
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, cameraOf, desktop, IDS, openMap, phone, placeOf, stateOf, text, violations, visiblePicture } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

describe('the map on a phone', () => {
  it('starts closer than the whole and chooses by a tap into a sheet', async () => {
    const { page, errors } = await openMap(browser, site, phone);
    expect((await cameraOf(page)).zoom).toBeCloseTo(1.4, 3);
    expect(await page.locator('[data-part="mini"]').isVisible()).toBe(true);
    const { id, x, y } = await visiblePicture(page, IDS);
    await page.touchscreen.tap(x, y);
    await atRest(page);
    expect(await stateOf(page)).toMatchObject({ item: id });
    const sheet = (await page.locator('.map-panel').boundingBox())!;
    expect(sheet.width).toBe(390);
    expect(sheet.y + sheet.height).toBeCloseTo(844, 0);
    const chosen = await placeOf(page, id);
    expect(chosen.y).toBeLessThan(sheet.y);
    expect(chosen.y).toBeGreaterThan(52);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('pinches about the middle of two fingers', async () => {
    const { page } = await openMap(browser, site, phone);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
    const before = (await cameraOf(page)).zoom;
    await touch('touchStart', [{ x: 160, y: 350 }]);
    await touch('touchStart', [{ x: 160, y: 350 }, { x: 230, y: 350 }]);
    for (let step = 1; step <= 8; step += 1) await touch('touchMove', [{ x: 160 - step * 8, y: 350 }, { x: 230 + step * 8, y: 350 }]);
    await touch('touchEnd', []);
    await atRest(page);
    const after = (await cameraOf(page)).zoom;
    expect(after / before).toBeGreaterThan(2);
    expect(after / before).toBeLessThan(3.6);
    expect((await stateOf(page)).item).toBeNull();
    const zoomedIn = await placeOf(page, 'ug');
    await touch('touchStart', [{ x: 200, y: 400 }]);
    for (let step = 1; step <= 5; step += 1) await touch('touchMove', [{ x: 200 + step * 12, y: 400 }]);
    // A finger that holds still before it is lifted throws nothing.
    await page.waitForTimeout(150);
    await touch('touchEnd', []);
    await atRest(page);
    expect((await placeOf(page, 'ug')).x - zoomedIn.x).toBeCloseTo(60, 0);
  });

  it('zooms in by a double tap', async () => {
    const { page } = await openMap(browser, site, phone, '?layout=grid');
    const before = (await cameraOf(page)).zoom;
    const session = await page.context().newCDPSession(page);
    const begin = Date.now() / 1000;
    // Times of their own: however busy the machine is, the second tap is a tenth of a second after the first.
    for (const [type, after] of [['touchStart', 0], ['touchEnd', 0.02], ['touchStart', 0.1], ['touchEnd', 0.12]] as const) {
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchStart' ? [{ x: 120, y: 300 }] : [], timestamp: begin + after });
    }
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeGreaterThan(before * 1.5);
  });

  it('fills the screen with a tall grid', async () => {
    const { page } = await openMap(browser, site, phone, '?layout=grid');
    const places = await Promise.all(IDS.map((id) => placeOf(page, id)));
    for (const { x, y, width, height } of places) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(390);
      expect(y - height / 2).toBeGreaterThanOrEqual(52);
      expect(y + height / 2).toBeLessThanOrEqual(844 - 126);
    }
  });

  it('closes the sheet when it is dragged down', async () => {
    const { page } = await openMap(browser, site, phone, '?item=ug');
    const session = await page.context().newCDPSession(page);
    const handle = (await page.locator('[data-part="handle"]').boundingBox())!;
    const at = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    for (let step = 1; step <= 6; step += 1) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: at.x, y: at.y + step * 25 }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await atRest(page);
    expect((await stateOf(page)).item).toBeNull();
  });

  it('keeps its controls in reach of a thumb and at least 44 pixels large', async () => {
    const { page } = await openMap(browser, site, phone);
    for (const selector of ['.map-modes .switch', '.map-find-open', '.map-view-open', '.map-region', '.map-zoom button:visible']) {
      for (const box of await page.locator(selector).evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect))) {
        if (box.width === 0) continue;
        expect(box.height, selector).toBeGreaterThanOrEqual(44);
        expect(box.width, selector).toBeGreaterThanOrEqual(44);
        expect(box.top, selector).toBeGreaterThan((844 * 2) / 3);
      }
    }
  });
});

describe('where no map can be drawn', () => {
  it('is a complete list without scripts', async () => {
    const context = await browser.newContext({ ...desktop, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site}galleries/flags/`);
    const links = page.locator('#content li a');
    expect(await links.first().isVisible()).toBe(true);
    const manifest = await (await context.request.get(`${site}galleries/flags/gallery.json`)).json() as { count: number };
    expect(await links.count()).toBe(manifest.count);
    expect(await page.locator('.map').isVisible()).toBe(false);
  });

  it('says why and shows the list without WebGL', async () => {
    const context = await browser.newContext(desktop);
    await context.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : Reflect.apply(real, this, [kind, ...rest]);
      } as typeof real;
    });
    const page = await context.newPage();
    await page.goto(`${site}galleries/flags/`);
    await page.waitForSelector('[data-part="map"][data-state="error"]', { state: 'attached' });
    expect(await text(page, '[data-part="sentence"]')).toBe('This browser would not start WebGL, so the map is shown as a plain grid; reload the page to try again.');
    expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['items.arrow', 'is missing', { status: 404, body: '' }, 'did not arrive'],
    ['items.arrow', 'is damaged', { status: 200, body: 'nonsense' }, 'cannot be read'],
    ['gallery.json', 'is damaged', { status: 200, body: '{"format":' }, 'cannot be read'],
  ])('says so where %s %s', async (file, _, answer, sentence) => {
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    await page.route(`**/galleries/flags/${file}`, (route) => route.fulfill(answer));
    await page.goto(`${site}galleries/flags/`);
    await page.waitForSelector('[data-part="map"][data-state="error"]', { state: 'attached' });
    expect(await text(page, '[data-part="sentence"]')).toBe(`The file “${file}” ${sentence}, so the map is shown as a plain grid; reload the page to try again.`);
    expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
  });

  it('says so where no picture arrives', async () => {
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    await page.route('**/galleries/flags/atlas/*', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${site}galleries/flags/`);
    await page.waitForSelector('[data-part="map"][data-state="error"]', { state: 'attached' });
    expect(await text(page, '[data-part="sentence"]')).toContain('did not arrive');
  });
});
