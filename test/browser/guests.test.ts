/** Maps as guests of a page: two side by side, and one inside a write-up. */
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { desktop, phone, text, touchesOf, violations } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

async function open(address: string, options: BrowserContextOptions): Promise<{ page: Page; errors: string[] }> {
  const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce' })).newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site + address);
  return { page, errors };
}

const scrolled = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

describe('two maps', () => {
  const ready = async (page: Page): Promise<void> => {
    for (const side of ['left', 'right']) await page.waitForSelector(`[data-part="${side}"][data-state="ready"]`);
  };

  it('share one choice: lists, marks, address, and back', async () => {
    const { page, errors } = await open('galleries/flags/compare/', desktop);
    await ready(page);
    await page.keyboard.press('Tab');
    await page.fill('[data-part="query"]', 'Cuba');
    await page.press('[data-part="query"]', 'Enter');
    await expect.poll(() => page.locator('.compare-dock li').count()).toBe(12);
    expect(await text(page, '#compare-chosen')).toBe('Cuba');
    expect(page.url()).toContain('item=cu');
    const shared = Number((await text(page, '[data-part="dock"] [data-part="shared"]'))[0]);
    expect(await page.locator('[data-part="strip-left"] .shared').count()).toBe(shared);
    expect(await page.locator('[data-part="strip-right"] .shared').count()).toBe(shared);
    for (const side of ['left', 'right']) await expect.poll(() => page.locator(`[data-part="${side}"] .map-rank:visible`).count()).toBe(6);
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-part="strip-right"] li button').nth(3).click();
    const next = await text(page, '#compare-chosen');
    expect(next).not.toBe('Cuba');
    await page.goBack();
    expect(await text(page, '#compare-chosen')).toBe('Cuba');
    expect(errors).toEqual([]);
  });

  it('keep cameras, search and choice in the address, and find on a phone as well', async () => {
    const { page } = await open('galleries/flags/compare/', phone);
    await ready(page);
    await page.fill('[data-part="query"]', 'Cuba');
    await page.press('[data-part="query"]', 'Enter');
    await expect.poll(() => text(page, '#compare-chosen')).toBe('Cuba');
    // Until the flight to what was chosen is over, it takes the camera back.
    await expect.poll(async () => {
      await page.evaluate(() => document.querySelector<HTMLElement>('[data-part="right"] [data-part="zoom-in"]')!.click());
      return page.url();
    }, { timeout: 10_000, interval: 1000 }).toMatch(/item=cu.*right-at=/);
    await page.waitForTimeout(1000);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await ready(page);
    expect(await text(page, '#compare-chosen')).toBe('Cuba');
    expect(page.url()).toBe(address);
  });

  it('show what is searched for on both, until it is cleared', async () => {
    const { page } = await open('galleries/flags/compare/?find=guinea', desktop);
    await ready(page);
    expect(await text(page, '[data-part="selected-count"]')).toMatch(/^\d+ of \d+ flags$/);
    await page.locator('[data-part="clear"]').click();
    expect(await page.locator('[data-part="selected"]').isVisible()).toBe(false);
    expect(page.url()).not.toContain('find=');
  });

  it('name on both what the pointer is on', async () => {
    const { page } = await open('galleries/flags/compare/', desktop);
    await ready(page);
    const stage = (await page.locator('[data-part="left"] .map-stage').boundingBox())!;
    const tags = page.locator('.map-tag:visible');
    for (let step = 1; step < 40 && await tags.count() < 2; step += 1) {
      await page.mouse.move(stage.x + stage.width / 2 + step * 3, stage.y + stage.height / 2 + step);
      await page.waitForTimeout(60);
    }
    const names = await tags.allInnerTexts();
    expect(names).toHaveLength(2);
    expect(names[0]).toBe(names[1]);
  });

  it('change sides where both would be the same, and say which pictures they agree on least', async () => {
    const { page } = await open('galleries/flags/compare/', desktop);
    await ready(page);
    const [left, right] = [page.locator('[data-part="left"] select'), page.locator('[data-part="right"] select')];
    const before = [await left.inputValue(), await right.inputValue()];
    await left.selectOption(before[1]!);
    expect([await left.inputValue(), await right.inputValue()]).toEqual(before.toReversed());
    expect(page.url()).toContain(`left=${before[1]!}`);
    const least = page.locator('.compare-least ol:visible a');
    expect(await least.count()).toBe(12);
    await least.first().click();
    await expect.poll(() => page.locator('.compare-dock').isVisible()).toBe(true);
    expect(await text(page, '#compare-chosen')).toBe(await least.first().locator('.name').innerText());
  });

  it('stand one over the other on a phone, choose by a tap and let the page scroll', async () => {
    const { page } = await open('galleries/flags/compare/?item=cu', phone);
    await ready(page);
    const [left, right] = await Promise.all(['left', 'right'].map(async (side) => (await page.locator(`[data-part="${side}"]`).boundingBox())!));
    expect(left!.width).toBe(390);
    expect(right!.y).toBeGreaterThanOrEqual(left!.y + left!.height);
    const touch = await touchesOf(page);
    await touch('touchStart', [{ x: 200, y: 330 }]);
    for (let step = 1; step <= 12; step += 1) await touch('touchMove', [{ x: 200, y: 330 - 15 * step }]);
    await touch('touchEnd', []);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(80);
    expect(await violations(page)).toEqual([]);
  });
});

describe('a map in a write-up', () => {
  it('sleeps until it comes near the screen', async () => {
    const page = await (await browser.newContext(desktop)).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site}write-ups/latent-flags/`, { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /items\.arrow|stage/.test(url))).toEqual([]);
    expect(await page.locator('.latent-map').getAttribute('data-state')).toBeNull();
    // Until then the page itself shows the map as it was when the site was built.
    const still = page.locator('.latent-map .still');
    expect(await still.isVisible()).toBe(true);
    expect((await still.locator('path').count())).toBeGreaterThan(20);
    await page.locator('.latent-map').scrollIntoViewIfNeeded();
    await page.waitForSelector('.latent-map[data-state="ready"]');
    expect(await still.isVisible()).toBe(false);
    await expect.poll(() => text(page, '.latent-map [data-part="says"]')).toMatch(/^Chad\. Nearest by pixels: /);
    expect(await page.locator('.latent-map [data-part="link"]').getAttribute('href')).toMatch(/\?layout=grid&by=pixels&item=td$/);
  });

  it('never holds the scroll: wheel and one finger move the page, two fingers the map', async () => {
    const { page } = await open('write-ups/latent-flags/', desktop);
    await page.locator('.latent-map').scrollIntoViewIfNeeded();
    await page.waitForSelector('.latent-map[data-state="ready"]');
    const box = (await page.locator('.latent-map .map-stage').boundingBox())!;
    const before = await scrolled(page);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 200);
    await expect.poll(() => scrolled(page)).toBeGreaterThan(before + 100);

    const small = await open('write-ups/latent-flags/', phone);
    await small.page.evaluate(() => document.querySelector('.latent-map')!.scrollIntoView({ block: 'center' }));
    await small.page.waitForSelector('.latent-map[data-state="ready"]');
    await expect.poll(() => small.page.locator('.latent-map .map-rank:visible').count()).toBe(6);
    const touch = await touchesOf(small.page);
    const rankAt = async () => (await small.page.locator('.latent-map .map-rank').first().boundingBox())!;
    const top = await scrolled(small.page);
    const rank = await rankAt();
    await touch('touchStart', [{ x: 150, y: 420 }]);
    await touch('touchStart', [{ x: 150, y: 420 }, { x: 240, y: 420 }]);
    for (let step = 1; step <= 8; step += 1) await touch('touchMove', [{ x: 150, y: 420 - 6 * step }, { x: 240, y: 420 - 6 * step }]);
    await touch('touchEnd', []);
    await small.page.waitForTimeout(400);
    expect(await scrolled(small.page)).toBe(top);
    expect((await rankAt()).y).toBeLessThan(rank.y - 20);
    await touch('touchStart', [{ x: 200, y: 500 }]);
    for (let step = 1; step <= 12; step += 1) await touch('touchMove', [{ x: 200, y: 500 - 15 * step }]);
    await touch('touchEnd', []);
    await expect.poll(() => scrolled(small.page)).toBeGreaterThan(top + 80);
    expect(small.errors).toEqual([]);
  });

  it('says why where it cannot be shown', async () => {
    const page = await (await browser.newContext(desktop)).newPage();
    await page.route('**/galleries/flags/items.arrow', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${site}write-ups/latent-flags/`);
    await page.evaluate(() => document.querySelector('.latent-map')!.scrollIntoView());
    await page.locator('.latent-map [data-part="sentence"]').waitFor({ state: 'visible' });
    expect(await text(page, '.latent-map [data-part="sentence"]')).toContain('did not arrive');
    expect(await page.locator('.latent-map .still').isVisible()).toBe(true);
  });
});
