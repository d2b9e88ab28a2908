/** Class colours, and the full picture of the chosen one. The flags stand for a collection with colours: their manifest is changed on the way. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright';
import type { Manifest } from '../../src/gallery/manifest.ts';
import { launch } from '../support/chromium.ts';
import { atRest, desktop } from './map.support.ts';

let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterAll(() => browser?.close());

/** The map of flags with another manifest, and the pictures that it asks for. */
async function openChanged(change: (manifest: Manifest) => void, query = ''): Promise<{ page: Page; asked: string[] }> {
  const page = await (await browser.newContext(desktop)).newPage();
  const asked: string[] = [];
  page.on('request', (request) => { if (request.url().includes('/images/')) asked.push(request.url()); });
  await page.route('**/flags/gallery.json', async (route) => {
    const answer = await route.fetch();
    const manifest = await answer.json() as Manifest;
    change(manifest);
    await route.fulfill({ response: answer, json: manifest });
  });
  await page.goto(`${inject('site')}galleries/flags/${query}`);
  await page.waitForSelector('[data-part="map"][data-state="ready"]', { timeout: 30_000 });
  await atRest(page);
  return { page, asked };
}

const colourRegions = (manifest: Manifest): void => { manifest.labels[0]!.coloured = true; };

/** Pixels of the stage that have the colour of a class. */
async function pixelsOf(page: Page, token: string): Promise<number> {
  const hex = await page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), token);
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const { data, info } = await sharp(await page.locator('[data-part="stage"]').screenshot()).raw().toBuffer({ resolveWithObject: true });
  let found = 0;
  for (let at = 0; at < data.length; at += info.channels) if (wanted.every((value, channel) => Math.abs(data[at + channel]! - value) <= 2)) found += 1;
  return found;
}

describe('class colours', () => {
  it('frame the pictures, and the address puts them off', async () => {
    const on = await openChanged(colourRegions);
    expect(await pixelsOf(on.page, '--class-0')).toBeGreaterThan(300);
    await on.page.context().close();
    const off = await openChanged(colourRegions, '?colours=off');
    expect(await pixelsOf(off.page, '--class-0')).toBeLessThan(100);
    await off.page.context().close();
  });
});

describe('the chosen picture', () => {
  it('is drawn as large as it is published once it is larger than the atlas has it', async () => {
    const { page } = await openChanged(() => {}, '?item=be');
    for (let step = 0; step < 6; step += 1) await page.locator('[data-part="zoom-in"]').click();
    await atRest(page);
    const full = page.locator('.map-full');
    await full.waitFor({ state: 'visible' });
    expect(await full.getAttribute('src')).toMatch(/images\/belgium-\d+\.webp$/);
    const box = (await full.boundingBox())!;
    const chosen = await page.evaluate(() => window.latentMap!.screenPosition('be')!);
    expect(box.width).toBeCloseTo(chosen.width, -1);
    expect(box.x + box.width / 2).toBeCloseTo(chosen.x, -1);
    await page.keyboard.press('Escape');
    await full.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('asks for no picture where none is published, nor do panel and table', async () => {
    const { page, asked } = await openChanged((manifest) => { manifest.imageSizes = []; }, '?item=be');
    for (let step = 0; step < 6; step += 1) await page.locator('[data-part="zoom-in"]').click();
    await atRest(page);
    await page.goto(`${inject('site')}galleries/flags/?view=table`);
    await page.waitForSelector('[data-part="table-body"] tr');
    expect(asked).toEqual([]);
    await page.context().close();
  });
});
