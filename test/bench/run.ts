/**
 * `npm run bench -- <name> [--json]`: measures what tests must not. Run it alone on an idle machine.
 *   build   cold and warm build of all galleries and the site: seconds and peak memory
 *   visit   bytes and scripts of a first visit to the map of flags
 */
import { benchBuild } from './build.ts';
import { benchVisit } from './visit.ts';

const benches: Record<string, () => Promise<Record<string, number>>> = { build: benchBuild, visit: benchVisit };
const [name] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const bench = name ? benches[name] : undefined;
if (!bench) {
  console.error(`Name one of: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
} else {
  const figures = await bench();
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else for (const [figure, value] of Object.entries(figures)) console.log(`${figure}: ${value.toLocaleString('en', { maximumFractionDigits: 2 })}`);
}
