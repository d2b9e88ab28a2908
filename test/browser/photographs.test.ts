/** Photographs with classes: the page of a picture with every encoder's answers, the page of right and wrong, the write-up. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseEvaluation, type Evaluation } from '../../src/gallery/evaluation.ts';
import type { Item } from '../../src/gallery/items.ts';
import { trainingSchema } from '../../src/gallery/manifest.ts';
import { openGallery, type Gallery } from '../../src/gallery/read.ts';
import { classRows, bestEncoder } from '../../src/utils/evaluation.ts';
import { percent } from '../../src/utils/words.ts';
import { launch } from '../support/chromium.ts';

const site = inject('site');
const built = inject('galleries').includes('photographs');

describe.skipIf(!built)(built ? 'photographs' : 'photographs: skipped, because GALLERY_DATA holds none and so their gallery was not built', () => {
  const read = (name: string): Promise<Uint8Array> => readFile(path.join(inject('dist'), 'galleries/photographs', name));
  let browser: Browser;
  let gallery: Gallery;
  let evaluation: Evaluation;
  let axeSource: string;
  beforeAll(async () => {
    browser = await launch(inject('chromium'));
    gallery = await openGallery(read);
    evaluation = parseEvaluation(JSON.parse(new TextDecoder().decode(await read('evaluation.json'))));
    axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => browser.close());

  const open = async (address: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    await page.goto(site + address, { waitUntil: 'networkidle' });
    return page;
  };
  const classOf = (item: Item): string => item.labels[evaluation.column]!;
  /** A picture whose class has others, so that there is something to find. */
  const query = (): Item => gallery.items.list.find((item) => gallery.items.list.filter((other) => classOf(other) === classOf(item)).length > 3)!;
  const addresses = (): string[] => [`galleries/photographs/${query().slug}/`, 'galleries/photographs/evaluation/', 'write-ups/reverse-image-search/'];

  it('show the nearest of every encoder, told right and wrong in words and signs', async () => {
    const item = query();
    const page = await open(`galleries/photographs/${item.slug}/`, { javaScriptEnabled: false });
    for (const { id, name } of gallery.manifest.encoders) {
      const { indices, perItem } = gallery.items.neighbours[id]!;
      const near = Array.from(indices.subarray(item.index * perItem, item.index * perItem + 10), (index) => gallery.items.list[index]!);
      const list = page.locator(`ol[aria-labelledby="near-${id}"]`);
      expect(await page.locator(`#near-${id}`).textContent()).toBe(name);
      const words = await list.locator('img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).alt));
      expect(words.map((alt) => alt.replace(/, (the same|another) .*/, ''))).toEqual(near.map(({ title }) => title));
      expect(words.map((alt) => alt.includes(', the same '))).toEqual(near.map((other) => classOf(other) === classOf(item)));
      const wrong = await list.locator('li.wrong .class').allTextContents();
      expect(wrong.every((text) => text.includes('×'))).toBe(true);
      expect(wrong).toHaveLength(near.filter((other) => classOf(other) !== classOf(item)).length);
    }
    await page.close();
  });

  it('say whether an encoder learned from the picture', async () => {
    for (const { id, training } of gallery.manifest.encoders) {
      if (!training) continue;
      const { split } = trainingSchema.parse(JSON.parse(new TextDecoder().decode(await read(training))));
      if (!split) continue;
      const pageOf = async (test: (item: Item) => boolean): Promise<string> => {
        const page = await open(`galleries/photographs/${gallery.items.list.find(test)!.slug}/`, { javaScriptEnabled: false });
        const text = await page.locator('main').innerText();
        await page.close();
        return text;
      };
      expect(await pageOf((item) => split.test.includes(item.id)), id).toContain('it was held out');
      expect(await pageOf((item) => split.training.includes(item.id)), id).toContain('learned from this photograph');
    }
  });

  it('list every class with its precision, the hardest first, and link the hardest pictures', async () => {
    const page = await open('galleries/photographs/evaluation/', { javaScriptEnabled: false });
    const fair = evaluation.heldOut ?? evaluation.all;
    const best = bestEncoder(gallery.manifest, fair);
    const rows = classRows(evaluation, fair, best.id);
    const table = page.getByRole('region', { name: /^Precision at 5/ });
    expect(await table.locator('tbody th').allTextContents()).toEqual(rows.map(({ name }) => name));
    for (const { encoder, classes } of fair.encoders) {
      const { name } = gallery.manifest.encoders.find(({ id }) => id === encoder)!;
      const cells = await page.locator(`[aria-label^="${name}: every measure"] tbody tr`).evaluateAll((lines) => lines.map((line) => [...line.children].slice(0, 5).map((cell) => cell.textContent)));
      expect(cells).toEqual(evaluation.classes.map((kind, place) => {
        const scores = classes[place];
        return [kind, ...[scores?.nearestNeighbourAccuracy, scores?.precisionAt5, scores?.precisionAt10, scores?.meanAveragePrecision].map((share) => (share === undefined ? '–' : percent(share)))];
      }));
    }
    const text = await page.locator('main').innerText();
    for (const { overall } of evaluation.all.encoders) expect(text).toContain(percent(overall!.meanAveragePrecision));
    const hardest = fair.encoders.find(({ encoder }) => encoder === best.id)!.hardest[0]!.item;
    expect(await page.locator('.hardest a').first().getAttribute('href')).toContain(`/${gallery.items.list.find(({ id }) => id === hardest)!.slug}/`);
    await page.close();
  });

  it('are written up in the figures of this build', async () => {
    const page = await open('write-ups/reverse-image-search/', { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    const fair = evaluation.heldOut ?? evaluation.all;
    for (const { overall } of fair.encoders) if (overall) expect(text).toContain(percent(overall.precisionAt5));
    const numbers = await page.locator('main svg').first().locator('.label text').allTextContents();
    expect(numbers).toEqual(evaluation.classes.map((_, place) => String(place + 1)));
    for (const name of evaluation.classes) expect(text).toContain(name);
    await page.close();
  });

  it.each([['light', 1440, 900], ['dark', 390, 844]] as const)('have no violation and no sideways scrolling in %s at %d × %d', async (colorScheme, width, height) => {
    for (const address of addresses()) {
      const page = await open(address, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), address).toBe(0);
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map((violation) => `${address} ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
      await page.close();
    }
  });
});
