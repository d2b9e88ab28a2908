/** Counts the bytes a first visit to a map transfers until the map is complete. */
import type { Browser } from 'playwright';

export interface Visit {
  /** Compressed bytes of all answers. */
  bytes: number;
  /** Compressed bytes of scripts. */
  scriptBytes: number;
}

/** Opens `address` in a fresh context and waits until the map says that it is ready and the network rests. */
export async function measureVisit(browser: Browser, address: string, viewport: { width: number; height: number }): Promise<Visit> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map<string, string>();
  const visit: Visit = { bytes: 0, scriptBytes: 0 };
  session.on('Network.responseReceived', (event) => types.set(event.requestId, event.type));
  session.on('Network.loadingFinished', (event) => {
    visit.bytes += event.encodedDataLength;
    if (types.get(event.requestId) === 'Script') visit.scriptBytes += event.encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForSelector('[data-state="ready"]');
  await page.waitForLoadState('networkidle');
  await context.close();
  return visit;
}
