/** The whole map with the keyboard alone: nothing here touches a mouse. */
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { atRest, cameraOf, desktop, openMap, selectedCount, stateOf, text } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

/** Presses Tab until the focus is on an element that matches; every stop on the way must show its focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 90; press += 1) {
    await page.keyboard.press('Tab');
    const { isThere, ring, name } = await page.evaluate((wanted) => {
      const element = document.activeElement!;
      // A field shows its focus on its frame, a range on its thumb, the stage on the picture that has the keyboard.
      const shown = element.closest('.map-field') ?? element;
      return { isThere: element.matches(wanted), ring: getComputedStyle(shown).outlineStyle !== 'none' || element.matches('input[type=range], body'), name: element.outerHTML.slice(0, 80) };
    }, selector);
    if (!ring) throw new Error(`No focus is seen on ${name}.`);
    if (isThere) return;
  }
  throw new Error(`Tab never came to ${selector}.`);
}

it('walks, chooses, goes on to a neighbour and comes back', async () => {
  const { page } = await openMap(browser, site, desktop);
  await tabTo(page, '[data-part="stage"]');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await atRest(page);
  expect(await page.locator('.map-cursor').isVisible()).toBe(true);
  const name = await text(page, '.map-tag');
  expect(await page.locator('[data-part="aloud"]').textContent()).toBe(name);
  await page.keyboard.press('Enter');
  await atRest(page);
  expect(await text(page, '.map-panel h2')).toBe(name);
  await expect.poll(() => page.locator('[data-part="aloud"]').textContent()).toContain(`${name}. Nearest by autoencoder: `);
  await tabTo(page, '.panel-strip li:nth-child(2) button');
  const next = await page.evaluate(() => document.activeElement!.getAttribute('title'));
  await page.keyboard.press('Enter');
  await atRest(page);
  expect(await text(page, '.map-panel h2')).toBe(next);
  await page.goBack();
  await expect.poll(() => text(page, '.map-panel h2')).toBe(name);
  await page.keyboard.press('Escape');
  expect((await stateOf(page)).item).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('stage');
});

it('goes to what is selected and back to the whole', async () => {
  const { page } = await openMap(browser, site, desktop, '?find=norway');
  await tabTo(page, '[data-part="stage"]');
  const before = await cameraOf(page);
  await page.keyboard.press('Home');
  await atRest(page);
  expect((await cameraOf(page)).zoom).toBeGreaterThan(before.zoom * 2);
  await page.keyboard.press('0');
  await atRest(page);
  expect((await cameraOf(page)).zoom).toBeCloseTo(before.zoom, 2);
});

it('zooms, fits, lays out anew, filters, finds, opens the table and clears', async () => {
  const { page } = await openMap(browser, site, desktop);
  await tabTo(page, '[data-part="stage"]');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await atRest(page);
  expect((await cameraOf(page)).zoom).toBeGreaterThan(2);
  await page.keyboard.press('0');
  await atRest(page);
  expect((await cameraOf(page)).zoom).toBeCloseTo(1, 2);
  await tabTo(page, '.map-regions [data-value="Europe"]');
  await page.keyboard.press('Space');
  const europe = await selectedCount(page);
  expect(await page.locator('[data-part="aloud"]').textContent()).toMatch(new RegExp(`^${europe} of \\d+ flags selected\\.$`));
  await tabTo(page, '[data-part="filters-open"]');
  await page.keyboard.press('Enter');
  await tabTo(page, '[data-label="subregion"] [data-value="Northern Europe"]');
  await page.keyboard.press('Enter');
  expect(await selectedCount(page)).toBeLessThan(europe);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('filters-open');
  await tabTo(page, '[data-part="layouts"] [data-value="grid"]');
  await page.keyboard.press('Enter');
  await atRest(page);
  expect((await stateOf(page)).layout).toBe('grid');
  await tabTo(page, '[data-part="view-open"]');
  await page.keyboard.press('Enter');
  await tabTo(page, '[data-value="by-region"]');
  await page.keyboard.press('Enter');
  await atRest(page);
  expect((await stateOf(page)).layout).toBe('by-region');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('norw');
  await page.keyboard.press('Enter');
  await atRest(page);
  expect(await text(page, '.map-panel h2')).toBe('Norway');
  await page.keyboard.press('Escape');
  await tabTo(page, '[data-part="to-selected"]');
  await page.keyboard.press('Enter');
  await page.locator('.map-table tbody tr').first().waitFor();
  await tabTo(page, '.map-table tbody a');
  await page.keyboard.press('Escape');
  await tabTo(page, '[data-part="clear"]');
  await page.keyboard.press('Enter');
  expect(await stateOf(page)).toMatchObject({ labels: {}, query: '', lasso: '' });
  expect(await page.locator('[data-part="aloud"]').textContent()).toMatch(/^All \d+ flags shown\.$/);
});
