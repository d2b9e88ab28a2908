/** Finding in the map: search, filters, ranges and lasso as one selection, its table and its file. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTable, type OpenedTable } from '../../src/gallery/read.ts';
import { launch } from '../support/chromium.ts';
import { atRest, desktop, openMap, phone, placeOf, selectedCount, stateOf, text, touchesOf, violations } from './map.support.ts';

const site = inject('site');
let browser: Browser;
let gallery: OpenedTable;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
  gallery = await openTable((name) => readFile(path.join(inject('dist'), 'galleries/flags', name)));
});
afterEach(async () => { await Promise.all(browser.contexts().map((context) => context.close())); });
afterAll(() => browser.close());

const valueOf = (page: Page, column: string, value: string) => page.locator(`.map-filters [data-label="${column}"] .map-region[data-value="${value}"]`);
const numberOf = async (page: Page, column: string, value: string): Promise<number> => Number(await valueOf(page, column, value).locator('.numbers').innerText());
const people = (index: number): number => {
  const value = gallery.items.list[index]!.facts.population;
  return typeof value === 'number' ? value : Number.NaN;
};

describe('search', () => {
  it('sets back what does not match as one types, and lists labels too', async () => {
    const { page, errors } = await openMap(browser, site, desktop);
    await page.keyboard.press('/');
    await page.keyboard.type('carib');
    const inside = gallery.items.list.filter(({ labels, title, subtitle, aliases, spellings = [] }) => labels.subregion === 'Caribbean' || [title, subtitle, ...aliases].some((name) => /carib/i.test(name)) || spellings.some((name) => /\bcarib/i.test(name)));
    expect(await selectedCount(page)).toBe(inside.length);
    expect(page.url()).toContain('find=carib');
    const rows = await page.locator('.map-rows li').allInnerTexts();
    expect(rows.at(-1)).toBe(`Show all ${inside.length} on the map`);
    const label = page.locator('.map-rows li', { hasText: 'Subregion' });
    await label.click();
    expect(await stateOf(page)).toMatchObject({ query: '', labels: { subregion: ['Caribbean'] } });
    expect(await selectedCount(page)).toBe(gallery.items.list.filter(({ labels }) => labels.subregion === 'Caribbean').length);
    expect(errors).toEqual([]);
  });

  it('knows what else people call a country', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.keyboard.press('/');
    await page.keyboard.type('uk');
    expect(await page.locator('.map-rows li').allInnerTexts()).toContain('UK · United Kingdom');
  });

  it('keeps all that match when they are asked for, until it is cleared', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.keyboard.press('/');
    await page.keyboard.type('island');
    await page.locator('.map-rows .rows-all').click();
    const count = await selectedCount(page);
    expect(count).toBeGreaterThan(8);
    expect(await text(page, '[data-part="count"]')).toBe(`${count} of ${gallery.manifest.count}`);
    await page.click('[data-part="clear"]');
    expect(await stateOf(page)).toMatchObject({ query: '' });
    expect(await page.locator('.map-field input').inputValue()).toBe('');
    expect(await page.locator('.map-selected').isVisible()).toBe(false);
  });
});

describe('filters', () => {
  it('are there for every label column, and each counts what the others leave', async () => {
    const { page, errors } = await openMap(browser, site, desktop);
    await page.click('[data-part="filters-open"]');
    const members = (test: (labels: Record<string, string>) => boolean): number => gallery.items.list.filter(({ labels }) => test(labels)).length;
    await valueOf(page, 'status', 'Not independent').click();
    expect(await numberOf(page, 'subregion', 'Caribbean')).toBe(members((labels) => labels.subregion === 'Caribbean' && labels.status === 'Not independent'));
    await valueOf(page, 'subregion', 'Caribbean').click();
    await valueOf(page, 'subregion', 'Polynesia').click();
    const both = members((labels) => ['Caribbean', 'Polynesia'].includes(labels.subregion!) && labels.status === 'Not independent');
    expect(await selectedCount(page)).toBe(both);
    // A column's own choice does not count for its other values.
    expect(await numberOf(page, 'subregion', 'Western Africa')).toBe(members((labels) => labels.subregion === 'Western Africa' && labels.status === 'Not independent'));
    expect(await text(page, '.map-regions [data-value="Americas"] .numbers')).toBe(String(members((labels) => labels.region === 'Americas' && labels.subregion === 'Caribbean' && labels.status === 'Not independent')));
    expect(await page.locator('[data-part="aloud"]').textContent()).toBe(`${both} of ${gallery.manifest.count} flags selected.`);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('hold ranges of numbers, by keyboard too, and an address brings them back', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.click('[data-part="filters-open"]');
    const low = page.getByLabel('Population from');
    await low.focus();
    for (let press = 0; press < 30; press += 1) await page.keyboard.press('ArrowRight');
    const { ranges } = await stateOf(page);
    const { from, to } = ranges.population!;
    expect(from).toBeGreaterThan(1000);
    // An open end crosses to the test as null.
    expect(to === null || to === Infinity).toBe(true);
    const inside = gallery.items.list.filter(({ index }) => people(index) >= from).length;
    expect(await selectedCount(page)).toBe(inside);
    expect(page.url()).toContain(`population=${from}..`);
    await page.reload();
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    expect(await selectedCount(page)).toBe(inside);
  });

  it('open over a phone as a sheet whose targets a thumb can hit', async () => {
    const { page } = await openMap(browser, site, phone);
    await page.locator('[data-part="filters-open"]').tap();
    const sheet = (await page.locator('.map-filters').boundingBox())!;
    expect(sheet.width).toBe(390);
    expect(sheet.y).toBeGreaterThan(844 / 3);
    for (const box of await page.locator('.map-filters button:visible').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().toJSON() as DOMRect))) {
      expect(box.height).toBeGreaterThanOrEqual(44);
    }
    await valueOf(page, 'status', 'Independent').tap();
    expect(await text(page, '[data-part="subtitle"]')).toContain('Independent');
    expect(await violations(page)).toEqual([]);
  });
});

describe('lasso', () => {
  /** Corners of a box, and what lies inside it. */
  const boxRound = async (page: Page, left: number, top: number, right: number, bottom: number) => {
    const corners = [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }];
    const places = await Promise.all(gallery.items.list.map(({ id }) => placeOf(page, id)));
    return { corners, inside: places.filter(({ x, y }) => x > left && x < right && y > top && y < bottom).length };
  };

  it('is drawn with Shift and joins the other criteria', async () => {
    const { page, errors } = await openMap(browser, site, desktop, '?region=Africa&region=Europe&region=Asia');
    const { corners, inside } = await boxRound(page, 500, 250, 900, 600);
    expect(inside).toBeGreaterThan(5);
    await page.keyboard.down('Shift');
    await page.mouse.move(corners[0]!.x, corners[0]!.y);
    await page.mouse.down();
    for (const { x, y } of [...corners.slice(1), corners[0]!]) await page.mouse.move(x, y, { steps: 6 });
    expect(await page.locator('.map-lasso').isVisible()).toBe(true);
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect(await page.locator('.map-lasso').count()).toBe(0);
    const count = await selectedCount(page);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(inside);
    await page.reload();
    await page.waitForSelector('[data-part="map"][data-state="ready"]');
    expect(await selectedCount(page)).toBe(count);
    await page.click('.map-regions [data-value="Africa"]');
    await page.click('.map-regions [data-value="Europe"]');
    await page.click('.map-regions [data-value="Asia"]');
    expect(await selectedCount(page)).toBe(inside);
    expect(errors).toEqual([]);
  });

  it('is drawn by any drag while the switch is on, once', async () => {
    const { page } = await openMap(browser, site, desktop);
    await page.click('.map-regions [data-part="lasso"]');
    expect(await page.getAttribute('.map-regions [data-part="lasso"]', 'aria-pressed')).toBe('true');
    const { corners, inside } = await boxRound(page, 400, 200, 800, 500);
    await page.mouse.move(corners[0]!.x, corners[0]!.y);
    await page.mouse.down();
    for (const { x, y } of corners.slice(1)) await page.mouse.move(x, y, { steps: 6 });
    await page.mouse.up();
    expect(await selectedCount(page)).toBe(inside);
    expect(await page.getAttribute('.map-regions [data-part="lasso"]', 'aria-pressed')).toBe('false');
  });

  it('is drawn on a phone by a long press and a drag; a drag alone still pans', async () => {
    const { page } = await openMap(browser, site, phone);
    const touch = await touchesOf(page);
    const before = await placeOf(page, 'ug');
    await touch('touchStart', [{ x: 100, y: 200 }]);
    for (let step = 1; step <= 5; step += 1) await touch('touchMove', [{ x: 100 + 8 * step, y: 200 }]);
    await touch('touchEnd', []);
    await atRest(page);
    expect((await placeOf(page, 'ug')).x).toBeGreaterThan(before.x + 25);
    expect((await stateOf(page)).lasso).toBe('');
    const { corners, inside } = await boxRound(page, 90, 160, 300, 420);
    await touch('touchStart', [corners[0]!]);
    await page.waitForTimeout(600);
    for (const [at, corner] of corners.entries()) {
      const from = corners[(at + 3) % 4]!;
      for (let step = 1; at > 0 && step <= 6; step += 1) await touch('touchMove', [{ x: from.x + ((corner.x - from.x) * step) / 6, y: from.y + ((corner.y - from.y) * step) / 6 }]);
    }
    await touch('touchEnd', []);
    await atRest(page);
    expect((await stateOf(page)).item).toBeNull();
    expect(await selectedCount(page)).toBe(inside);
    expect((await page.locator('.map-selected').boundingBox())!.height).toBeGreaterThanOrEqual(44);
    expect(await violations(page)).toEqual([]);
  });
});

describe('the selection', () => {
  it('is saved as comma-separated values', async () => {
    const { page } = await openMap(browser, site, desktop, '?region=Oceania');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-part="csv"]')]);
    expect(download.suggestedFilename()).toBe('flags.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]!.replace('\ufeff', '')).toMatch(/^id,title,subtitle,aliases,region,subregion,status,/);
    const oceania = gallery.items.list.filter(({ labels }) => labels.region === 'Oceania');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(oceania.map(({ id }) => id));
  });

  it('has a twin as a table, which follows it and can be sorted', async () => {
    const { page, errors } = await openMap(browser, site, desktop, '?region=Oceania');
    await page.click('[data-part="to-selected"]');
    const rows = page.locator('.map-table tbody tr');
    await rows.first().waitFor();
    const oceania = gallery.items.list.filter(({ labels }) => labels.region === 'Oceania');
    expect(await rows.count()).toBe(oceania.length);
    expect(page.url()).toContain('view=table');
    await page.getByRole('columnheader', { name: 'Population' }).getByRole('button').click();
    expect(await page.getByRole('columnheader', { name: 'Population' }).getAttribute('aria-sort')).toBe('descending');
    const greatest = oceania.toSorted((a, b) => (people(b.index) || -1) - (people(a.index) || -1))[0]!;
    expect(await rows.first().locator('th').innerText()).toBe(greatest.title);
    expect(await rows.first().locator('a').getAttribute('href')).toContain(`/${greatest.slug}/`);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('.map-table').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('stage');
    await page.goBack();
    expect(await page.locator('.map-table').isVisible()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('says so where nothing is left', async () => {
    const { page } = await openMap(browser, site, desktop, '?region=Oceania&population=500000000..');
    expect(await text(page, '[data-part="selected-count"]')).toBe('No flag matches all of this.');
    expect(await page.locator('[data-part="csv"]').isVisible()).toBe(false);
  });
});
