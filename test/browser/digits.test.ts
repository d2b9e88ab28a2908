/** Ten thousand digits: the write-up, a page of a digit, the list in pages and the map. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { desktop, openMap, phone, violations } from './map.support.ts';

const site = inject('site');
const folder = path.join(inject('dist'), 'galleries/digits');
let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

async function open(address: string, options: BrowserContextOptions = phone): Promise<{ page: Page; errors: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site + address, { waitUntil: 'networkidle' });
  return { page, errors };
}

const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const digitPage = async (): Promise<string> => (await readdir(folder)).find((name) => /-no-1234$/.test(name))!;

it('tells of PCA and t-SNE side by side, with a legend and names at the clusters', async () => {
  const { page, errors } = await open('write-ups/latent-digits/');
  for (const title of ['PCA', 't-SNE']) {
    const scatter = page.getByRole('img', { name: `${title} of 10,000 digits, coloured by digit` });
    expect(await scatter.locator('path').count()).toBe(10);
    expect(await scatter.locator('text').allTextContents()).toEqual([...'0123456789']);
  }
  expect(await page.getByRole('list', { name: 'Digit' }).locator('li').allTextContents()).toEqual([...'0123456789']);
  expect(await page.getByRole('img', { name: /^Seven, no\. 0/ }).count()).toBe(2);
  expect(await sideways(page)).toBe(0);
  expect([await violations(page), errors]).toEqual([[], []]);
});

it('tells digits on the t-SNE map by their neighbours, and by far worse on that of PCA', async () => {
  const { page } = await open('write-ups/latent-digits/');
  const share = async (where: string): Promise<number> => Number.parseFloat(await page.getByRole('row', { name: `Autoencoder, ${where}` }).locator('td').first().innerText());
  expect(await share('t-SNE map')).toBeGreaterThanOrEqual(93);
  expect(await share('PCA map')).toBeLessThan(70);
});

it('shows the middle of the grid of digits, which leads to the whole, and the map as it was built, both with words for those who do not see them', async () => {
  const { page } = await open('write-ups/latent-digits/');
  const grid = page.getByRole('link', { name: 'A grid of digits, similar ones side by side: open it on the map' });
  expect(await grid.getAttribute('href')).toMatch(/galleries\/digits\/\?layout=grid$/);
  expect(await grid.locator('use').count()).toBe(44 * 44);
  expect(await page.getByRole('img', { name: 'Handwritten digits: map' }).locator('path').count()).toBeGreaterThan(0);
});

it('wakes the map of its write-up on a laptop, in the dark, without errors or sideways scrolling', async () => {
  const { page, errors } = await open('write-ups/latent-digits/', { ...desktop, colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await sideways(page)).toBe(0);
  await page.locator('.latent-map').scrollIntoViewIfNeeded();
  await page.waitForSelector('.latent-map[data-state="ready"]', { timeout: 30_000 });
  expect(await page.getByRole('application', { name: 'Handwritten digits: map' }).isVisible()).toBe(true);
  expect([await sideways(page), errors]).toEqual([0, []]);
});

it('shows a digit of 28 pixels enlarged, painted back, and where it lies, on a page of a few kilobytes', async () => {
  const slug = await digitPage();
  const { page, errors } = await open(`galleries/digits/${slug}/`);
  const picture = page.locator('.top img');
  expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, getComputedStyle(image).imageRendering])).toEqual([28, 'pixelated']);
  expect((await picture.boundingBox())!.width).toBeGreaterThan(200);
  expect(await page.getByRole('img', { name: /^What it painted back/ }).count()).toBe(1);
  expect(await page.locator('.part circle').count()).toBe(7);
  expect([await violations(page), errors]).toEqual([[], []]);
  expect((await stat(path.join(folder, slug, 'index.html'))).size).toBeLessThan(20_500);
});

it('cuts the list into pages of a thousand', async () => {
  const { page, errors } = await open('galleries/digits/all/10/');
  expect(await page.locator('.plain-list li').count()).toBe(1_000);
  expect(await page.getByRole('navigation', { name: 'Pages of the list' }).getByRole('link').count()).toBe(10);
  expect([await violations(page), errors]).toEqual([[], []]);
});

it('opens the map of ten thousand', async () => {
  const { page, errors } = await openMap(browser, site, desktop, '', 'digits');
  expect(await page.evaluate(() => window.latentMap!.state())).toMatchObject({ layout: expect.anything() });
  expect(errors).toEqual([]);
});
