/** The write-up of the pile of photographs, checked against the gallery that it was built from. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openGallery, type Gallery } from '../../src/gallery/read.ts';
import { launch } from '../support/chromium.ts';

describe.skipIf(!inject('galleries').includes('pile'))('the pile of photographs (needs GALLERY_DATA)', () => {
  let browser: Browser;
  let gallery: Gallery;
  beforeAll(async () => {
    browser = await launch(inject('chromium'));
    gallery = await openGallery((name) => readFile(path.join(inject('dist'), 'galleries/pile', name)));
  });
  afterAll(() => browser.close());

  const open = async (options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    await page.goto(`${inject('site')}write-ups/pile-of-photographs/`, { waitUntil: 'networkidle' });
    return page;
  };

  it('is published as its collection says', () => {
    const { encoders, layouts, labels } = gallery.manifest;
    expect(encoders.map(({ id, dimensions }) => [id, dimensions])).toEqual([['vgg19-flatten', 25_088]]);
    expect(layouts[0]!.tsne).toMatchObject({ iterations: 5000 });
    expect(labels).toEqual([]);
  });

  it('says what the grid costs and keeps, in the numbers of this build', async () => {
    const page = await open({ javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    const grid = gallery.manifest.layouts.find(({ shape }) => shape === 'square')!;
    const { cost, gap, greedy } = grid.scores.assignment!;
    expect(gap).toBeLessThan(1e-6 * cost);
    expect(text).toContain('No other way has a smaller sum of squares');
    for (const sum of [cost, greedy]) expect(text).toContain(Math.round(sum).toLocaleString('en'));
    expect(text).toContain(`${grid.columns} × ${grid.rows}`);
    for (const { method, shape, scores } of gallery.manifest.layouts) {
      if (method === 'tsne' || shape === 'square') expect(text).toContain(scores.trustworthiness.toFixed(3));
    }
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
    await page.close();
  });

  it('shows the whole grid as one picture that leads to the live one', async () => {
    const page = await open();
    const image = page.locator('figure img').first();
    const { width } = gallery.manifest.gridPicture!;
    await expect.poll(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(width);
    await image.click();
    await page.waitForURL(/galleries\/pile\/\?layout=grid$/);
    await page.close();
  });

  it('fits a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.close();
  });
});
