/** The flags of the world: drawings from npm packages, joined with country records. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../ground/problem.ts';
import { inMemory } from '../images/encoded-picture.ts';
import type { SourceItem } from '../images/source-item.ts';
import { redrawnFlags } from './redrawn-flags.ts';
import { mergeSharedFlags } from './shared-flags.ts';
import type { Source } from './source.ts';

/** What is used of a record of `world-countries`. */
interface CountryRecord {
  name: { common: string; official: string };
  /** ISO 3166-1 codes: two and three letters. */
  cca2: string;
  cca3: string;
  independent: boolean | null;
  capital: string[];
  /** Its two-letter code, short forms such as UK and USA, former names, and names in its own languages. */
  altSpellings: string[];
  region: string;
  subregion: string;
  languages: Record<string, string>;
  /** Three-letter codes. */
  borders: string[];
  /** km². */
  area: number;
}

const require = createRequire(import.meta.url);

/**
 * Every flag with a country record, under its lower-case two-letter code. Places that fly the very same flag as a
 * sovereign state are one item with it; each is listed in `skipped`, so that found = items + skipped.
 */
export async function countryFlags(): Promise<Source> {
  const records = require('world-countries') as CountryRecord[];
  const populations = populationByCode(records);
  const ids = new Map(records.map((record) => [record.cca3, record.cca2.toLowerCase()]));
  const items = await Promise.all(records.map(async (record) => ({
    item: await itemOf(record, populations.get(record.cca2) ?? null, ids),
    sovereign: record.independent === true,
  })));
  const { kept, skipped } = await mergeSharedFlags(items);
  return {
    items: kept, found: records.length, skipped,
    labels: [{ column: 'region', title: 'Region' }, { column: 'subregion', title: 'Subregion' }, { column: 'status', title: 'Status' }],
    facts: [
      { column: 'subregion', title: 'Region', kind: 'text' },
      { column: 'capital', title: 'Capital', kind: 'text' },
      { column: 'languages', title: 'Languages', kind: 'list' },
      { column: 'area', title: 'Area', kind: 'number', unit: 'km²' },
      { column: 'population', title: 'Population', kind: 'number' },
      { column: 'status', title: 'Status', kind: 'text' },
      { column: 'code', title: 'ISO code', kind: 'text' },
      { column: 'borders', title: 'Borders', kind: 'items' },
    ],
    notices: [],
    credits: [
      { what: 'Drawings of the flags', who: 'Hampus Nilsson, svg-country-flags, from Wikimedia Commons', licence: 'Public domain', url: 'https://github.com/hampusborgos/country-flags' },
      { what: 'Country records, and the drawings of a few flags', who: 'Mohammed Le Doze, world-countries', licence: 'Open Database License', url: 'https://github.com/mledoze/countries' },
      { what: 'Populations', who: 'samayo, country-json', licence: 'MIT', url: 'https://github.com/samayo/country-json' },
    ],
  };
}

async function itemOf(record: CountryRecord, population: number | null, ids: ReadonlyMap<string, string>): Promise<SourceItem> {
  const code = record.cca2;
  const file = drawingOf(record);
  const bytes = await readFile(file).catch(() => {
    throw new Problem(`${file} is missing; install the packages again with “npm ci”.`);
  });
  return {
    id: code.toLowerCase(), title: record.name.common, subtitle: record.name.official, aliases: [], spellings: record.altSpellings,
    labels: { region: record.region, subregion: record.subregion || record.region, status: record.independent ? 'Independent' : 'Not independent' },
    facts: {
      capital: record.capital.join(', ') || null, languages: Object.values(record.languages).sort(), area: record.area > 0 ? record.area : null,
      population, code, borders: record.borders.flatMap((border) => ids.get(border) ?? []),
    },
    file: path.basename(file), picture: inMemory(bytes),
  };
}

/** The path of a flag's SVG. */
function drawingOf({ cca2, cca3 }: CountryRecord): string {
  const folder = (name: string): string => path.dirname(require.resolve(`${name}/package.json`));
  return cca2 in redrawnFlags
    ? path.join(folder('world-countries'), 'data', `${cca3.toLowerCase()}.svg`)
    : path.join(folder('svg-country-flags'), 'svg', `${cca2.toLowerCase()}.svg`);
}

/** People by two-letter code, joined by name: `country-json` spells some names in its own way, which its list of codes tells. */
function populationByCode(records: readonly CountryRecord[]): Map<string, number> {
  const people = require('country-json/src/country-by-population.json') as { country: string; population: number | null }[];
  const codes = require('country-json/src/country-by-abbreviation.json') as { country: string; abbreviation: string }[];
  const byName = new Map(people.map(({ country, population }) => [country, population]));
  const nameOf = new Map(codes.map(({ country, abbreviation }) => [abbreviation, country]));
  return new Map(records.flatMap((record) => {
    const names = [record.name.common, record.name.official, ...record.altSpellings, nameOf.get(record.cca2)];
    const population = names.map((name) => name === undefined ? undefined : byName.get(name)).find((value) => typeof value === 'number');
    return population === undefined ? [] : [[record.cca2, population] as const];
  }));
}
