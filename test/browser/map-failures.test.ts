/** What goes wrong is said in a sentence, and the linked list stands in for the map. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { desktop, text } from './map.support.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

async function expectList(page: Page, sentence: string): Promise<void> {
  await page.waitForSelector('[data-part="map"][data-state="error"]', { state: 'attached' });
  expect(await text(page, '[data-part="sentence"]')).toBe(sentence);
  expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
  expect(await page.locator('[data-part="stage"]').isVisible()).toBe(false);
}

async function open(prepare: (page: Page, context: BrowserContext) => Promise<unknown>, address = `${site}galleries/flags/`): Promise<Page> {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  await prepare(page, context);
  await page.goto(address);
  return page;
}

const script = /\/_astro\/[^/]*\.js$/;

it('from a file', async () => {
  const page = await open(async () => {}, pathToFileURL(path.join(inject('dist'), 'galleries/flags/index.html')).href);
  expect(await text(page, '[data-part="sentence"]')).toBe('This page was opened from a file, where browsers load no map, so it is shown as a plain grid; serve the folder with a web server to see the map.');
  expect(await page.locator('.map-list li a').first().isVisible()).toBe(true);
});

it('in a browser that cannot read the script', async () => {
  const page = await open((each) => each.route(script, (route) => route.fulfill({ contentType: 'text/javascript', body: 'this is a language of the future;' })));
  await expectList(page, 'This browser is too old for the map, so it is shown as a plain grid; a newer browser shows the map.');
});

it('where the script does not arrive', async () => {
  const page = await open((each) => each.route(script, (route) => route.fulfill({ status: 404, body: '' })));
  await expectList(page, 'The map’s script did not arrive, so the map is shown as a plain grid; reload the page to try again.');
});

it('where only a later part of the script does not arrive', async () => {
  const page = await open((each) => each.route(/\/_astro\/stage[^/]*\.js$/, (route) => route.abort()));
  await expectList(page, 'The map’s script did not arrive, so the map is shown as a plain grid; reload the page to try again.');
});

it('offline', async () => {
  const page = await open(async (each, context) => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }));
    await each.route('**/galleries/flags/items.arrow', (route) => route.abort());
  });
  await expectList(page, 'This device is offline, so the map is shown as a plain grid; reload the page to try again.');
});
