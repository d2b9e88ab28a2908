/** The size budget of a first visit to the map: 1.2 MB in all, 180 kB of script, compressed. */
import { expect, inject, it } from 'vitest';
import { launch } from '../support/chromium.ts';
import { measureVisit } from '../support/visit.ts';

it.each([[390, 844], [1440, 900]])('a first visit at %d × %d stays within the budget', async (width, height) => {
  const browser = await launch(inject('chromium'));
  try {
    const { bytes, scriptBytes } = await measureVisit(browser, `${inject('site')}galleries/flags/`, { width, height });
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(1_200_000);
    expect(scriptBytes).toBeGreaterThan(10_000);
    expect(scriptBytes).toBeLessThanOrEqual(180_000);
  } finally {
    await browser.close();
  }
});
