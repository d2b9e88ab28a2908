/** What a first visit to the map of flags transfers, as a phone and a laptop see it. Needs a built `dist/`. */
import path from 'node:path';
import { ensureChromium, launch } from '../support/chromium.ts';
import { measureVisit } from '../support/visit.ts';
import { serve } from '../support/static-server.ts';

export async function benchVisit(): Promise<Record<string, number>> {
  const server = await serve(path.resolve(import.meta.dirname, '../../dist'), '/');
  const browser = await launch(ensureChromium());
  try {
    const figures: Record<string, number> = {};
    for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['laptop', { width: 1440, height: 900 }]] as const) {
      const { bytes, scriptBytes } = await measureVisit(browser, `${server.url}galleries/flags/`, viewport);
      figures[`${name}: bytes until the map is complete`] = bytes;
      figures[`${name}: bytes of script, compressed`] = scriptBytes;
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}
