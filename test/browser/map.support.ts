/** Opens the map in a browser and waits for its pictures. */
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright';

/** Pictures of which some are in sight wherever a map starts. */
export const IDS = ['ug', 'be', 'se', 'br', 'jp', 'ke', 'pl', 'fr', 'in', 'za', 'gb', 'mx'];

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

export interface MapPage {
  page: Page;
  /** Errors of the console and of the page, as they came. */
  errors: string[];
}

export async function openMap(browser: Browser, site: string, options: BrowserContextOptions, query = '', gallery = 'flags'): Promise<MapPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${site}galleries/${gallery}/${query}`);
  await page.waitForSelector('[data-part="map"][data-state="ready"]', { timeout: 30_000 });
  await atRest(page);
  return { page, errors };
}

/** Waits until nothing moves and nothing is on its way. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForTimeout(60);
  await page.waitForFunction(() => {
    const map = window.latentMap;
    if (!map?.resting()) return false;
    const before = map.frames();
    return new Promise<boolean>((resolve) => setTimeout(() => resolve(map.frames() === before && map.resting()), 150));
  }, undefined, { timeout: 20_000 });
}

/**
 * Whether the map still moves three frames after a click. The click and the look are one call into the page: on a slow machine a move can be
 * over before a second call arrives.
 */
export const movesAfterClick = (page: Page, selector: string): Promise<boolean> => page.locator(selector).evaluate(async (button: HTMLElement) => {
  button.click();
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => { requestAnimationFrame(resolve); });
  return window.latentMap!.moving();
});

export const stateOf = (page: Page) => page.evaluate(() => window.latentMap!.state());
export const cameraOf = (page: Page) => page.evaluate(() => window.latentMap!.camera());
export const framesOf = (page: Page) => page.evaluate(() => window.latentMap!.frames());

/** Middle of a picture in pixels of the page. */
export async function placeOf(page: Page, id: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const place = await page.evaluate((wanted) => window.latentMap!.screenPosition(wanted), id);
  if (!place) throw new Error(`No picture has the id “${id}”.`);
  return place;
}

/** A picture that lies well inside the stage; the id and its place. */
export async function visiblePicture(page: Page, ids: readonly string[]): Promise<{ id: string; x: number; y: number }> {
  const size = page.viewportSize()!;
  for (const id of ids) {
    const place = await placeOf(page, id);
    if (place.x > 60 && place.x < size.width - 140 && place.y > 120 && place.y < size.height - 280) return { id, ...place };
  }
  throw new Error('None of these pictures is in sight.');
}

export const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

/** What axe finds wrong with the page. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const inPage = (window as unknown as { axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await inPage.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

/** Fingers on the screen through the browser's own input: what they do is trusted, as from a hand. */
export async function touchesOf(page: Page): Promise<(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { x: number; y: number }[]) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  return async (type, points) => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
  };
}

/** The number before “of … flags”, or of all, as the map counts its selection. */
export const selectedCount = async (page: Page): Promise<number> => Number(/^[\d,]+/.exec(await text(page, '[data-part="selected-count"]'))?.[0].replaceAll(',', ''));
