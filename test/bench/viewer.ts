/**
 * The map of 1,000, 10,000 and 100,000 made-up pictures in Chromium with software rendering, on a laptop and on a phone:
 * frames while it moves, time and bytes until it is complete, memory. Needs a site built into `dist/`.
 * Words choose: a number of pictures, `laptop` or `phone`, `use=<seconds>` of scripted use for the growth of memory.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright';
import { ensureChromium, launch } from '../support/chromium.ts';
import { serve } from '../support/static-server.ts';
import { syntheticSite } from '../support/synthetic-site.ts';

const root = path.resolve(import.meta.dirname, '../..');
const COUNTS = [1000, 10_000, 100_000];
const SCREENS: Record<string, BrowserContextOptions> = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
/** Seconds of each movement. */
const MOVING = 4;

export async function benchViewer(words: readonly string[]): Promise<Record<string, number>> {
  const counts = COUNTS.filter((count) => !words.some((word) => /^\d+$/.test(word)) || words.includes(String(count)));
  const screens = Object.keys(SCREENS).filter((screen) => !words.some((word) => word in SCREENS) || words.includes(screen));
  const use = Number(words.find((word) => word.startsWith('use='))?.slice(4) ?? 0);
  const folder = path.join(root, 'test/artefacts/synthetic');
  await syntheticSite(root, path.join(root, 'dist'), folder, counts);
  const server = await serve(folder, '/');
  const figures: Record<string, number> = {};
  try {
    for (const count of counts) {
      for (const screen of screens) {
        const browser = await launch(ensureChromium());
        try {
          const found = await measure(browser, `${server.url}galleries/synthetic-${count}/`, SCREENS[screen]!, use);
          for (const [figure, value] of Object.entries(found)) figures[`${count.toLocaleString('en')} on a ${screen}: ${figure}`] = Math.round(value * 10) / 10;
        } finally {
          await browser.close();
        }
      }
    }
  } finally {
    await server.close();
  }
  return figures;
}

async function measure(browser: Browser, address: string, screen: BrowserContextOptions, use: number): Promise<Record<string, number>> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const bytes = await countBytes(session);
  await page.addInitScript(noteWhenReady);
  await page.goto(address);
  await page.waitForSelector('[data-part="map"][data-state="ready"]', { timeout: 120_000 });
  const ready = await page.evaluate(() => Number(document.documentElement.dataset.readyAt));
  const complete = bytes();
  await page.waitForTimeout(1500);
  const drawn = await page.evaluate(() => window.latentMap!.drawn());
  const idle = await framesOf(page, () => page.waitForTimeout(3000));
  const drag = await framesOf(page, () => dragAbout(page, MOVING));
  const zoom = await framesOf(page, () => wheelAbout(page, MOVING));
  const layout = await framesOf(page, () => changeLayouts(page));
  const selection = await timeSelection(page);
  const heap = await heapOf(session);
  const memory = await processMemory(browser, page);
  const growth = use > 0 ? await growthOver(page, session, use) : {};
  return {
    'milliseconds to the first pictures and the complete map': ready, 'kilobytes to the complete map': complete / 1000, 'pictures drawn at first': drawn,
    'frames in 3 s at rest': idle.frames, 'milliseconds a frame, dragging': drag.each, 'frames a second, dragging': 1000 / drag.each,
    'milliseconds a frame, zooming': zoom.each, 'milliseconds a frame, changing layout': layout.each, 'milliseconds of a selection': selection,
    'megabytes of JavaScript heap': heap / 2 ** 20, 'megabytes of textures': await page.evaluate(() => window.latentMap!.textureBytes()) / 2 ** 20,
    'megabytes of page and graphics process': memory / 2 ** 20, ...growth,
  };
}

/** Runs in the page: notes when the map says that it is complete, in milliseconds since the visit began. */
function noteWhenReady(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-part="map"][data-state="ready"]')) return;
    document.documentElement.dataset.readyAt = String(performance.now());
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}

async function countBytes(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  return () => bytes;
}

/** Frames drawn while something goes on, and milliseconds of each. */
async function framesOf(page: Page, work: () => Promise<unknown>): Promise<{ frames: number; each: number }> {
  const now = () => page.evaluate(() => ({ frames: window.latentMap!.frames(), time: performance.now() }));
  const before = await now();
  await work();
  const after = await now();
  const frames = after.frames - before.frames;
  return { frames, each: (after.time - before.time) / Math.max(1, frames) };
}

async function dragAbout(page: Page, seconds: number): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const middle = { x: width / 2, y: height * 0.45 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const end = Date.now() + seconds * 1000;
  for (let step = 0; Date.now() < end; step += 1) await page.mouse.move(middle.x + Math.sin(step / 12) * width * 0.3, middle.y + Math.cos(step / 9) * height * 0.2);
  await page.mouse.up();
}

async function wheelAbout(page: Page, seconds: number): Promise<void> {
  const { width, height } = page.viewportSize()!;
  await page.mouse.move(width * 0.55, height * 0.4);
  const end = Date.now() + seconds * 1000;
  for (let step = 0; Date.now() < end; step += 1) await page.mouse.wheel(0, Math.floor(step / 40) % 2 === 0 ? -40 : 40);
  await page.waitForTimeout(300);
}

/** To the grid and back by the address, as a link or the back button does. */
async function changeLayouts(page: Page): Promise<void> {
  for (const query of ['?layout=grid', '?']) {
    await goTo(page, query);
    await page.waitForFunction(() => !window.latentMap!.moving(), undefined, { polling: 50, timeout: 60_000 });
  }
}

const goTo = (page: Page, query: string): Promise<number> => page.evaluate((wanted) => {
  const start = performance.now();
  history.pushState(null, '', wanted);
  dispatchEvent(new PopStateEvent('popstate'));
  return performance.now() - start;
}, query);

/** Milliseconds that the page is busy with a filter until its result stands: the slowest of four. */
async function timeSelection(page: Page): Promise<number> {
  const times: number[] = [];
  for (const query of ['?kind=Coin', '?kind=Arch', '?kind=Gate&period=Late', '?']) times.push(await goTo(page, query));
  return Math.max(...times);
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * Bytes of the page's and of the graphics process, from Linux's /proc; what processes share counts for each in part. A browser
 * keeps further processes for pages to come: the page's own is the one that works while the page does.
 */
async function processMemory(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const processes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  const before = new Map((await processes()).map(({ id, cpuTime }) => [id, cpuTime]));
  await page.evaluate(() => { for (const start = performance.now(); performance.now() - start < 400;); });
  const after = await processes();
  const worked = ({ id, cpuTime }: { id: number; cpuTime: number }): number => cpuTime - (before.get(id) ?? cpuTime);
  const own = after.filter(({ type }) => type === 'renderer').reduce((most, next) => (worked(next) > worked(most) ? next : most));
  const sizes = await Promise.all([own, ...after.filter(({ type }) => type === 'GPU')].map(async ({ id }) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Moves about, changes layouts and filters, and compares the memory of the second half's end with that of the first's. */
async function growthOver(page: Page, session: CDPSession, seconds: number): Promise<Record<string, number>> {
  const useFor = async (part: number): Promise<number> => {
    const end = Date.now() + part * 1000;
    while (Date.now() < end) {
      await dragAbout(page, 2);
      await wheelAbout(page, 2);
      await changeLayouts(page);
      await timeSelection(page);
    }
    return heapOf(session);
  };
  const middle = await useFor(seconds / 2);
  return { [`megabytes of heap grown in the second half of ${seconds} s of use`]: (await useFor(seconds / 2) - middle) / 2 ** 20 };
}
