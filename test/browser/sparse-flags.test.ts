/** The write-up of the sparse autoencoder, checked against the published gallery, and the pages of its gallery. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { codeStudySchema, type CodeStudy } from '../../src/gallery/code-study.ts';
import { openGallery, type Gallery } from '../../src/gallery/read.ts';
import { launch } from '../support/chromium.ts';
import { desktop, phone, violations } from './map.support.ts';

const POST = 'write-ups/sparse-flags/';
const site = inject('site');
const read = (name: string): Promise<Uint8Array> => readFile(path.join(inject('dist'), 'galleries/national-flags', name));
let browser: Browser;
let gallery: Gallery;
let study: CodeStudy;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  gallery = await openGallery(read);
  study = codeStudySchema.parse(JSON.parse(new TextDecoder().decode(await read('codes/sparse-autoencoder.json'))));
});
afterAll(() => browser.close());

async function open(address: string, options: Parameters<Browser['newPage']>[0] = desktop): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
  await page.goto(site + address, { waitUntil: 'networkidle' });
  return page;
}

describe('the gallery of national flags', () => {
  it('holds the flags that the publication names, in the published parts', () => {
    const ids = gallery.items.list.map((item) => item.id);
    expect(ids).toHaveLength(138);
    expect(ids).toEqual(expect.arrayContaining(['af', 'be', 'ca', 'co', 'dk', 'lr', 'ma', 'ml', 'my', 'pe', 'pr', 'td']));
    expect([study.parts.training, study.parts.validation, study.parts.test].map((part) => part.length)).toEqual([100, 20, 18]);
  });

  it('keeps weights that do on flags it never saw as well as was published: a best validation loss of at most 900 in the median', () => {
    const best = study.runs.map(({ epochs }) => Math.min(...epochs.map(({ validation }) => validation))).sort((a, b) => a - b);
    expect(best).toHaveLength(5);
    expect(best[2]).toBeLessThanOrEqual(900);
  });

  it('has pages of flags that paint them back and list the nearest by code', async () => {
    const page = await open('galleries/national-flags/puerto-rico/', { ...desktop, javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toBe('Puerto Rico');
    const { index } = gallery.items.list.find((item) => item.id === 'pr')!;
    const { indices, perItem } = gallery.items.neighbours['sparse-autoencoder']!;
    const nearest = Array.from(indices.subarray(index * perItem, index * perItem + 8), (other) => gallery.items.list[other]!.title);
    expect(await page.locator('[aria-labelledby="near-sparse-autoencoder"] .name').allTextContents()).toEqual(nearest);
    expect(await page.locator('.pixels').count()).toBe(3);
    await page.close();
  });

  it('opens a map', async () => {
    const page = await open('galleries/national-flags/');
    await page.waitForSelector('[data-state="ready"]');
    expect(await page.locator('main.map').innerText()).toContain('Sparse autoencoder');
    await page.close();
  });
});

describe('the write-up', () => {
  /** Epochs whose losses were published. */
  const published = [0, 100, 500, 800, 900];

  it('shows what was computed, readable without a script', async () => {
    const page = await open(POST, { ...desktop, javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    for (const family of gallery.manifest.families) {
      expect(text).toContain(family.title);
      for (const scores of Object.values(family.scores)) expect(text).toContain(scores.meanRank.toFixed(1));
    }
    const best = study.runs.map(({ epochs }) => Math.round(Math.min(...epochs.filter(({ epoch }) => published.includes(epoch)).map(({ validation }) => validation)))).sort((a, b) => a - b);
    for (const loss of [best[0]!, best[2]!, best[4]!]) expect(text).toContain(loss.toLocaleString('en-US'));
    const losses = page.getByRole('region', { name: 'Losses per flag' });
    expect(await losses.locator('tbody tr').count()).toBe(5);
    expect(await losses.locator('tbody tr').nth(3).innerText()).toMatch(/800[^]*436[^]*828[^]*914/);
    await page.close();
  });

  it('draws every figure, each with words for those who do not see it', async () => {
    const page = await open(POST);
    expect(await page.locator('.detectors svg').count()).toBe(study.detectors.units.length);
    for (const { terms } of study.sums) {
      const titles = terms.map((term) => gallery.items.list.find((item) => item.id === term)!.title);
      const result = page.locator(`.sums img[alt^="Painted from"][alt*="${titles.at(-1)!}"]`).last();
      await result.scrollIntoViewIfNeeded();
      await expect.poll(() => result.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(102);
    }
    expect(await page.locator('img[alt^="Each value"]').count()).toBe(study.random.length);
    for (const name of [/^Losses over 1,000 epochs: training from [\d,.]+ to [\d,.]+, validation from/, /^64 pictures, one per unit/, /^138 names on a map/]) expect(await page.getByRole('img', { name }).count()).toBe(1);
    expect(await page.locator('main img:not([alt])').count()).toBe(0);
    const named = await page.locator('svg.wide-plot text.grouped').allTextContents();
    expect(named.sort()).toEqual(gallery.manifest.families.flatMap(({ members }) => members.map((id) => gallery.items.list.find((item) => item.id === id)!.title)).sort());
    await page.close();
  });

  it('shows flags over what was painted of them: Afghanistan, two that it learned from and three that it only tested with', async () => {
    const page = await open(POST);
    const others = (ids: readonly string[], count: number): string[] => ids.filter((id) => id !== 'af').slice(0, count);
    const titles = ['af', ...others(study.parts.training, 2), ...others(study.parts.test, 3)].map((id) => gallery.items.list.find((item) => item.id === id)!.title);
    const pictures = page.locator('figure', { hasText: 'Figure 3.' }).locator('img.pixels');
    expect(await pictures.evaluateAll((images) => images.map((image) => image.getAttribute('alt')))).toEqual(titles.flatMap((title) => [`${title}, as the network sees it`, `${title}, painted back`]));
    for (const picture of [pictures.first(), pictures.last()]) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(102);
    }
    await page.close();
  });

  it('shows the map as it was built, and wakes it with Chad and the six flags nearest to it', async () => {
    const page = await open(POST);
    const name = 'National flags: map';
    expect(await page.getByRole('img', { name }).locator('path').count()).toBeGreaterThan(0);
    const map = page.locator('.latent-map');
    expect(await map.locator('[data-part="link"]').getAttribute('href')).toMatch(/galleries\/national-flags\/\?layout=map&by=sparse-autoencoder&item=td$/);
    await map.scrollIntoViewIfNeeded();
    await page.waitForSelector('.latent-map[data-state="ready"]');
    expect(await page.getByRole('application', { name }).isVisible()).toBe(true);
    const { index } = gallery.items.list.find((item) => item.id === 'td')!;
    const { indices, perItem } = gallery.items.neighbours['sparse-autoencoder']!;
    const nearest = Array.from(indices.subarray(index * perItem, index * perItem + 6), (other) => gallery.items.list[other]!.title);
    await expect.poll(() => map.locator('[data-part="says"]').textContent()).toBe(`Chad. Nearest by sparse autoencoder: ${nearest.join(', ')}.`);
    await expect.poll(() => map.locator('.map-rank:visible').count()).toBe(6);
    await page.close();
  });

  it.each([['phone, dark', { ...phone, colorScheme: 'dark' }], ['laptop, light', { ...desktop, colorScheme: 'light' }]] as const)('has no fault of access and no sideways scrolling: %s', async (_, options) => {
    const page = await open(POST, options);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.close();
  });
});
