/** Layouts by columns, names on the map, and the address that brings a view back. */
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, cameraOf, desktop, IDS, movesAfterClick, openMap, phone, placeOf, stateOf, text, violations } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

describe('layouts by columns', () => {
  it('move every picture into groups with titles, and on to rows by a number', async () => {
    const { page, errors } = await openMap(browser, site, desktop);
    await page.click('[data-part="view-open"]');
    expect(await movesAfterClick(page, '[data-part="arrange"] [data-value="by-region"]')).toBe(true);
    await atRest(page);
    expect(page.url()).toContain('layout=by-region');
    expect((await page.locator('.map-title:visible').allInnerTexts()).toSorted()).toEqual(['Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania']);
    const africa = (await page.locator('.map-title', { hasText: 'Africa' }).boundingBox())!;
    const uganda = await placeOf(page, 'ug');
    expect(uganda.y).toBeGreaterThan(africa.y);
    expect(uganda.x).toBeGreaterThan(africa.x);
    expect(await text(page, '[data-part="help"]')).toBe('Flags by region; in each group neighbours look alike.');
    await page.click('[data-part="arrange"] [data-value="by-population"]');
    await atRest(page);
    const [india, china, nauru] = [await placeOf(page, 'in'), await placeOf(page, 'cn'), await placeOf(page, 'nr')];
    expect(china.y).toBeCloseTo(india.y, 0);
    expect(nauru.y).toBeGreaterThan(india.y + 300);
    expect(await page.locator('.map-row:visible').first().innerText()).toMatch(/^1\.\d+B$/);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('fit a phone', async () => {
    const { page } = await openMap(browser, site, phone, '?layout=by-region');
    for (const id of IDS) {
      const { x, y, width, height } = await placeOf(page, id);
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(390);
      expect(y - height / 2).toBeGreaterThanOrEqual(52);
      expect(y + height / 2).toBeLessThanOrEqual(844 - 126);
      expect(width).toBeGreaterThan(14);
    }
  });
});

describe('names on the map', () => {
  it('never cover each other, are more when one comes closer, and give way to a choice', async () => {
    const { page } = await openMap(browser, site, desktop);
    const boxes = () => page.locator('.map-name:visible').evaluateAll((names) => names.map((name) => name.getBoundingClientRect().toJSON() as DOMRect));
    const before = await boxes();
    expect(before.length).toBeGreaterThan(0);
    const closer = await openMap(browser, site, desktop, '?at=.5,.5,2.2');
    const after = await closer.page.locator('.map-name').count();
    expect(after).toBeGreaterThan(0);
    for (const [at, one] of before.entries()) {
      for (const other of before.slice(at + 1)) expect(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top).toBe(true);
    }
    await page.click('[data-part="view-open"]');
    await page.click('[data-part="names"]');
    await atRest(page);
    expect(await boxes()).toEqual([]);
    await page.click('[data-part="names"]');
    await page.keyboard.press('Escape');
    await page.goto(`${site}galleries/flags/?item=ug`);
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    await atRest(page);
    expect(await boxes()).toEqual([]);
  });
});

describe('the address', () => {
  it('shows another person the same view: layout, camera, selection', async () => {
    const { page } = await openMap(browser, site, desktop, '?by=pixels&status=Independent');
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, -500);
    await atRest(page);
    await expect.poll(() => page.url()).toContain('at=');
    const there = await openMap(browser, site, desktop, new URL(page.url()).search);
    expect(await stateOf(there.page)).toEqual(await stateOf(page));
    const [mine, theirs] = [await cameraOf(page), await cameraOf(there.page)];
    expect(theirs.zoom).toBeCloseTo(mine.zoom, 2);
    expect(Math.hypot(mine.x - theirs.x, mine.y - theirs.y)).toBeLessThan(1);
    await page.click('[data-part="fit"]');
    await atRest(page);
    await expect.poll(() => page.url()).not.toContain('at=');
  });

  it('goes back and forward through choices, cameras and all', async () => {
    const { page } = await openMap(browser, site, desktop, '?at=.3,.4,3');
    const camera = await cameraOf(page);
    await page.keyboard.press('/');
    await page.keyboard.type('Cuba');
    await page.keyboard.press('Enter');
    await atRest(page);
    await page.locator('.map-panel li button').first().click();
    await atRest(page);
    const second = (await stateOf(page)).item;
    await page.goBack();
    await atRest(page);
    expect((await stateOf(page)).item).toBe('cu');
    await page.goBack();
    await atRest(page);
    expect((await stateOf(page)).item).toBeNull();
    const back = await cameraOf(page);
    expect(back.zoom).toBeCloseTo(camera.zoom, 1);
    expect(Math.hypot(back.x - camera.x, back.y - camera.y)).toBeLessThan(3);
    await page.goForward();
    await page.goForward();
    await atRest(page);
    expect((await stateOf(page)).item).toBe(second);
  });
});
