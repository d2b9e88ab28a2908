/** The map in a real browser at a desk: choosing, moving, finding, filtering, address, keyboard. */
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, cameraOf, desktop, framesOf, IDS, movesAfterClick, openMap, placeOf, stateOf, text, violations, visiblePicture } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

describe('the map on a desktop', () => {
  it('shows all pictures, then rests, within its budget', async () => {
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const sizes = { all: 0, script: 0 };
    const scripts = new Set<string>();
    await session.send('Network.enable');
    session.on('Network.responseReceived', (event) => { if (event.type === 'Script') scripts.add(event.requestId); });
    session.on('Network.loadingFinished', (event) => {
      sizes.all += event.encodedDataLength;
      if (scripts.has(event.requestId)) sizes.script += event.encodedDataLength;
    });
    await page.goto(`${site}galleries/flags/`);
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    await atRest(page);
    expect(sizes.all).toBeLessThan(1_200_000);
    expect(sizes.script).toBeGreaterThan(100_000);
    expect(sizes.script).toBeLessThan(180_000);
    const drawn = await framesOf(page);
    expect(drawn).toBeGreaterThan(0);
    await page.waitForTimeout(700);
    expect(await framesOf(page)).toBe(drawn);
    expect(await page.locator('#content').isVisible()).toBe(false);
  });

  it('chooses a picture by a click: panel, marks, address, and back again', async () => {
    const { page, errors } = await openMap(browser, site, desktop);
    const { id, x, y } = await visiblePicture(page, IDS);
    await page.mouse.click(x, y);
    await atRest(page);
    expect(await stateOf(page)).toMatchObject({ item: id });
    expect(page.url()).toContain(`item=${id}`);
    const panel = page.locator('.map-panel');
    expect((await panel.boundingBox())!.width).toBe(376);
    expect(await panel.locator('li').count()).toBe(6);
    expect(await text(page, '[data-part="shared"]')).toMatch(/^\d of these 6 (is|are) also nearest by pixels\.$/);
    expect(await page.locator('.map-rank:visible').count()).toBe(6);
    const title = await text(page, '.map-panel h2');
    expect(await text(page, '[data-part="open"]')).toBe(`Open ${title}`);
    expect(await page.locator('[data-part="open"]').getAttribute('href')).toMatch(/\/latent-gallery\/galleries\/flags\/[a-z0-9-]+\/$/);
    const chosen = await placeOf(page, id);
    expect(chosen.x).toBeLessThan(1440 - 376);
    expect(await page.locator('[data-part="aloud"]').textContent()).toContain(title);
    await page.goBack();
    await atRest(page);
    expect(await stateOf(page)).toMatchObject({ item: null });
    expect(await panel.isVisible()).toBe(false);
    await page.goForward();
    await atRest(page);
    expect(await text(page, '.map-panel h2')).toBe(title);
    expect(errors).toEqual([]);
  });

  it('walks from neighbour to neighbour, and lists the nearest by pixels', async () => {
    const { page } = await openMap(browser, site, desktop, '?item=ug');
    const first = await page.locator('.map-panel li .panel-name').allInnerTexts();
    await page.click('[data-part="near-other"]');
    expect(await text(page, '[data-part="near-title"]')).toBe('Nearest, by pixels');
    expect(page.url()).toContain('near=pixels');
    expect(await page.locator('.map-panel li .panel-name').allInnerTexts()).not.toEqual(first);
    await page.locator('.map-panel li button').first().click();
    await atRest(page);
    expect((await stateOf(page)).item).not.toBe('ug');
  });

  it('moves every picture to another layout', async () => {
    const { page } = await openMap(browser, site, desktop);
    const before = await Promise.all(IDS.map((id) => placeOf(page, id)));
    expect(await movesAfterClick(page, '[data-part="layouts"] [data-value="grid"]')).toBe(true);
    await atRest(page);
    const after = await Promise.all(IDS.map((id) => placeOf(page, id)));
    expect(before.filter((place, index) => Math.hypot(place.x - after[index]!.x, place.y - after[index]!.y) > 5).length).toBeGreaterThan(IDS.length / 2);
    expect(page.url()).toContain('layout=grid');
    await page.click('[data-part="encoders"] [data-value="pixels"]');
    await atRest(page);
    expect(page.url()).toContain('by=pixels');
    await page.click('[data-part="layouts"] [data-value="pca"]');
    await atRest(page);
    expect(await stateOf(page)).toMatchObject({ layout: 'pca', encoder: 'pixels' });
  });

  it('zooms at the pointer, pans, and fits again', async () => {
    const { page } = await openMap(browser, site, desktop);
    const { id, x, y } = await visiblePicture(page, IDS);
    const fitted = await cameraOf(page);
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeGreaterThan(1.3);
    const zoomed = await placeOf(page, id);
    // The true place stays under the pointer; what was moved aside grows with the pictures.
    expect(Math.hypot(zoomed.x - x, zoomed.y - y)).toBeLessThan(40);
    await page.mouse.move(700, 450);
    await page.mouse.down();
    await page.mouse.move(760, 480, { steps: 4 });
    await page.mouse.up();
    const panned = await placeOf(page, id);
    expect(panned.x - zoomed.x).toBeCloseTo(60, 0);
    expect(panned.y - zoomed.y).toBeCloseTo(30, 0);
    await page.click('[data-part="fit"]');
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeCloseTo(fitted.zoom, 3);
    await page.click('[data-part="zoom-in"]');
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeCloseTo(1.5, 2);
  });

  it('filters by region with counts, several at once', async () => {
    const { page } = await openMap(browser, site, desktop);
    const regions = page.locator('.map-regions .map-region');
    const count = Number(await regions.nth(0).locator('.numbers').innerText());
    const more = Number(await regions.nth(1).locator('.numbers').innerText());
    await regions.nth(0).click();
    expect(await regions.nth(0).getAttribute('aria-pressed')).toBe('true');
    expect(await text(page, '[data-part="count"]')).toMatch(new RegExp(`^${count} of `));
    await regions.nth(1).click();
    expect(await text(page, '[data-part="count"]')).toMatch(new RegExp(`^${count + more} of `));
    await page.reload();
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    expect(await page.locator('.map-regions .map-region[aria-pressed="true"]').count()).toBe(2);
  });

  it('finds by name, with keys alone', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.keyboard.press('/');
    await page.keyboard.type('gui');
    const rows = page.locator('.map-rows li');
    expect(await rows.count()).toBeGreaterThan(2);
    expect(await rows.count()).toBeLessThanOrEqual(8);
    expect(await rows.first().locator('b').innerText()).toBe('Gui');
    await page.keyboard.press('ArrowDown');
    const name = await rows.nth(1).innerText();
    await page.keyboard.press('Enter');
    await atRest(page);
    expect(await text(page, '.map-panel h2')).toBe(name);
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).item).toBeNull();
    await page.keyboard.press('/');
    await page.keyboard.type('atlantis');
    expect(await text(page, '[data-part="none"]')).toBe('No flag is called “atlantis”.');
  });

  it('works by keyboard: arrows walk, Enter opens, Escape closes, + − 0 zoom', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.focus('[data-part="stage"]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await atRest(page);
    expect(await page.locator('.map-cursor').isVisible()).toBe(true);
    const name = await text(page, '.map-tag');
    await page.keyboard.press('Enter');
    await atRest(page);
    expect(await text(page, '.map-panel h2')).toBe(name);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).item).toBeNull();
    await page.keyboard.press('+');
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeGreaterThan(1.2);
    await page.keyboard.press('0');
    await atRest(page);
    expect((await cameraOf(page)).zoom).toBeCloseTo(1, 2);
  });

  it('jumps where motion is not wanted', async () => {
    const { page } = await openMap(browser, site, { ...desktop, reducedMotion: 'reduce' });
    // Places that were never shown are worked out first.
    await page.click('[data-part="layouts"] [data-value="grid"]');
    await atRest(page);
    expect(await movesAfterClick(page, '[data-part="layouts"] [data-value="map"]')).toBe(false);
    expect((await stateOf(page)).layout).toBe('map');
  });

  it('shows the whole list, and the map again', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.click('[data-part="view-open"]');
    await page.click('[data-part="to-list"]');
    expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
    expect(page.url()).toContain('view=list');
    await page.goBack();
    expect(await page.locator('[data-part="stage"]').isVisible()).toBe(true);
    await page.goto(`${site}galleries/flags/?view=list`);
    expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
    await page.click('[data-part="to-map"]');
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    expect(page.url()).not.toContain('view=list');
  });

  it('changes its theme', async () => {
    const { page } = await openMap(browser, site, desktop);
    const light = await page.locator('[data-part="stage"]').screenshot();
    await page.click('[data-part="view-open"]');
    await page.click('.map-view [data-value="dark"]');
    await page.keyboard.press('Escape');
    await atRest(page);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.map')!).backgroundColor)).toBe('rgb(11, 12, 13)');
    expect(light.equals(await page.locator('[data-part="stage"]').screenshot())).toBe(false);
  });

  it('comes back after its graphics were lost', async () => {
    const { page } = await openMap(browser, site, desktop);
    const before = await page.locator('[data-part="stage"]').screenshot();
    await page.evaluate(async () => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-part="canvas"]')!;
      const context = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      context.loseContext();
      await new Promise((resolve) => setTimeout(resolve, 200));
      context.restoreContext();
    });
    await page.waitForTimeout(500);
    await atRest(page);
    const after = await page.locator('[data-part="stage"]').screenshot();
    expect(after.equals(before)).toBe(true);
  });

  it.each([['at rest', ''], ['with a choice', '?item=ug'], ['as a list', '?view=list']])('has no accessibility violation %s', async (_, query) => {
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    await page.goto(`${site}galleries/flags/${query}`);
    if (!query.includes('list')) {
      await page.waitForSelector('[data-part="map"][data-state="ready"]');
      await atRest(page);
    }
    expect(await violations(page)).toEqual([]);
  });
});
