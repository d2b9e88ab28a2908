/** Finds a Chromium for the browser tests; where there is none, installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const usual = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a browser that is there: CHROMIUM, Playwright's own, then the usual places. Null where there is none. */
export function findChromium(): string | null {
  const wanted = process.env.CHROMIUM;
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM names ${wanted}, which does not exist; correct the variable or unset it.`);
    return wanted;
  }
  return [chromium.executablePath(), ...usual].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** Like `findChromium`, and installs one first where none is there: Playwright's download, else Debian's package as root. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium was found; installing one for the browser tests.');
  const tries: [string, string[]][] = [['npx', ['playwright', 'install', 'chromium']]];
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    tries.push(['sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core']]);
  }
  for (const [command, words] of tries) {
    spawnSync(command, words, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 600_000 });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error('The browser tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM to its path.');
}

/** Starts the browser with software WebGL and nothing that calls home. */
export function launch(executablePath: string, extra: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--enable-unsafe-swiftshader', '--use-angle=swiftshader', '--ignore-gpu-blocklist', '--hide-scrollbars',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', ...extra,
    ],
  });
}
