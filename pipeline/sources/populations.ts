/** Population of a country by its ISO code, out of country-json, which names countries in its own way. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Names of country-json for the places that it calls otherwise than world-countries does. */
const OTHER_NAMES: Record<string, string> = {
  CD: 'The Democratic Republic of Congo', CG: 'Congo', CZ: 'Czech Republic', FJ: 'Fiji Islands', FM: 'Micronesia, Federated States of',
  GS: 'South Georgia and the South Sandwich Islands', MO: 'Macao', PN: 'Pitcairn', RE: 'Reunion', SH: 'Saint Helena',
  ST: 'Sao Tome and Principe', TF: 'French Southern territories', TL: 'East Timor', TR: 'Turkey', VA: 'Holy See (Vatican City State)',
  VG: 'Virgin Islands, British', VI: 'Virgin Islands, U.S.',
};

/** Inhabitants, or null where country-json does not know the place. */
export function populationOf(): (code: string, name: string) => number | null {
  const list = require('country-json/src/country-by-population.json') as { country: string; population: number | null }[];
  const byName = new Map(list.map((entry) => [entry.country, entry.population]));
  return (code, name) => byName.get(OTHER_NAMES[code] ?? name) ?? null;
}
