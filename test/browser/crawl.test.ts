/** The built site under a sub-path: no broken link, no request to another host, no error in the console, on every page type. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';

const site = inject('site');
const dist = inject('dist');
const base = new URL(site).pathname;

let browser: Browser;
beforeAll(async () => { browser = await launch(inject('chromium')); });
afterAll(() => browser.close());

/** Pages of one folder that are read: of ten thousand digits some here and there. */
const OF_A_FOLDER = 60;

async function htmlFiles(): Promise<string[]> {
  const all = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
  const folders = Map.groupBy(all, (name) => path.dirname(path.dirname(name)));
  return [...folders.values()].flatMap((pages) => pages.filter((_, index) => index % Math.ceil(pages.length / OF_A_FOLDER) === 0));
}

/** An address that a page names; `loads` where the browser fetches it by itself, so that it must not lie on another host. */
interface Named {
  address: string;
  loads: boolean;
}

function addresses(html: string): Named[] {
  const { document } = parseHTML(html);
  const found: Named[] = [];
  for (const element of document.querySelectorAll('[href], [src], [srcset], [poster]')) {
    const link = element.localName === 'a' || /canonical|alternate|sitemap/.test(element.getAttribute('rel') ?? '');
    const list = (element.getAttribute('srcset') ?? '').split(',').map((part) => part.trim().split(/\s+/)[0]);
    for (const address of [...['href', 'src', 'poster'].map((name) => element.getAttribute(name)), ...list]) {
      if (address) found.push({ address, loads: !link });
    }
  }
  for (const match of html.matchAll(/url\((['"]?)([^'")]+)\1\)/g)) found.push({ address: match[2]!, loads: true });
  return found;
}

describe('every page of the site', () => {
  it('names no missing file and no other host to load from', async () => {
    const files = await htmlFiles();
    expect(files.length).toBeGreaterThan(150);
    const known = new Map<string, boolean>();
    const exists = async (address: string): Promise<boolean> => {
      const cached = known.get(address);
      if (cached !== undefined) return cached;
      const inside = path.join(dist, decodeURIComponent(address.slice(base.length)));
      const found = await stat(inside).then(async (entry) => !entry.isDirectory() || await stat(path.join(inside, 'index.html')).then(() => true, () => false), () => false);
      known.set(address, found);
      return found;
    };
    const broken: string[] = [];
    for (const file of files) {
      const here = new URL(file.replace(/index\.html$/, ''), site);
      for (const { address, loads } of addresses(await readFile(path.join(dist, file), 'utf8'))) {
        if (/^(data:|mailto:|#)/.test(address)) continue;
        const target = new URL(address.replaceAll('&amp;', '&'), here);
        if (target.origin !== here.origin) {
          if (loads) broken.push(`${file} loads ${address}`);
          continue;
        }
        if (!target.pathname.startsWith(base) || !await exists(target.pathname)) broken.push(`${file} → ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('has one h1, a title, a description and a language', async () => {
    for (const file of await htmlFiles()) {
      const { document } = parseHTML(await readFile(path.join(dist, file), 'utf8'));
      // A map and the plain list under it have a heading each; only one of the two is ever shown.
      const headings = [...document.querySelectorAll('h1')].filter((heading) => !heading.closest('[data-part=map]'));
      expect([file, headings.length]).toEqual([file, 1]);
      expect(document.querySelector('title')?.textContent, file).toBeTruthy();
      expect(document.querySelector('meta[name=description]')?.getAttribute('content'), file).toBeTruthy();
      expect(document.documentElement.getAttribute('lang'), file).toBe('en');
    }
  });
});

const types = ['', 'galleries/', 'galleries/flags/', 'galleries/flags/all/', 'galleries/flags/compare/', 'galleries/flags/belgium/', 'galleries/flags/nepal/', 'write-ups/', 'write-ups/latent-flags/', 'how-it-is-made/', '404.html'];

const visits = types.flatMap((address) => [[address, 390, 844], [address, 1440, 900]] as const);

it.concurrent.each(visits)('/%s loads at %d × %d without errors, other hosts or sideways scrolling', async (address, width, height) => {
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith(site) && !/^(data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`); });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`); });
  await page.goto(site + address, { waitUntil: 'networkidle' });
  expect(faults).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.close();
});
