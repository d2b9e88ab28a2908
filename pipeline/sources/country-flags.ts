/** The flags of the world's countries and territories, out of npm packages: pictures, names and facts. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import countries, { type Country } from 'world-countries';
import { Problem } from '../problem.ts';
import drawings from './drawings.json' with { type: 'json' };
import { populationOf } from './populations.ts';
import { groupsOfSamePicture } from './same-picture.ts';
import type { Skipped, Source, SourceItem } from './source.ts';

const require = createRequire(import.meta.url);

/** Flags taken from world-countries where svg-country-flags is out of date: code → file and reason. */
const otherDrawings: Record<string, { from: string; reason: string }> = drawings;

/**
 * Every flag with a record in world-countries, one item a picture. Places that fly another country's flag are joined
 * to the sovereign state's item as `aliases` and listed under `skipped`. Throws a Problem where a package is missing.
 */
export async function countryFlags(): Promise<Source> {
  const population = populationOf();
  const all = await Promise.all(countries.map((country) => itemOf(country, population)));
  all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const groups = await groupsOfSamePicture(all);
  const shownUnder = new Map<string, SourceItem>();
  for (const group of groups) for (const item of group) shownUnder.set(item.id, sovereign(group));
  const items = groups.map((group) => ({ ...sovereign(group), aliases: group.filter((item) => item !== sovereign(group)).map((item) => item.title) }));
  for (const item of items) item.facts = { ...item.facts, borders: idsOfBorders(item, shownUnder) };
  return {
    items,
    found: all.length,
    skipped: all.filter((item) => shownUnder.get(item.id) !== item).map((item) => joined(item, shownUnder.get(item.id)!)),
    labels: [{ column: 'region', title: 'Region' }, { column: 'subregion', title: 'Subregion' }, { column: 'status', title: 'Status' }],
    facts: [
      { column: 'region', title: 'Region', kind: 'text' },
      { column: 'status', title: 'Status', kind: 'text' },
      { column: 'capital', title: 'Capital', kind: 'text' },
      { column: 'languages', title: 'Languages', kind: 'list' },
      { column: 'area', title: 'Area', kind: 'number', unit: 'km²' },
      { column: 'population', title: 'Population', kind: 'number' },
      { column: 'borders', title: 'Borders', kind: 'items' },
    ],
    credits: [
      { what: 'Drawings of the flags', who: 'svg-country-flags by Hampus Nilsson', licence: 'Public domain', url: 'https://github.com/hjnilsson/country-flags' },
      { what: 'Names and facts, and a few newer drawings', who: 'world-countries by Mohammed Le Doze', licence: 'ODbL 1.0', url: 'https://github.com/mledoze/countries' },
      { what: 'Population', who: 'country-json by Samayo', licence: 'MIT', url: 'https://github.com/samayo/country-json' },
    ],
  };
}

async function itemOf(country: Country, population: ReturnType<typeof populationOf>): Promise<SourceItem> {
  const id = country.cca2.toLowerCase();
  const status = country.independent ? 'Independent' : country.independent === false ? 'Territory' : 'Disputed';
  const { file, bytes } = await drawing(id);
  return {
    id, title: country.name.common, subtitle: country.name.official === country.name.common ? '' : country.name.official,
    aliases: [], file, bytes,
    labels: { region: country.region, subregion: country.subregion || country.region, status },
    facts: {
      region: country.subregion || country.region, status,
      capital: country.capital.join(', ') || null,
      languages: Object.values(country.languages),
      area: country.area,
      population: population(country.cca2, country.name.common),
      borders: country.borders.map(idOf),
    },
  };
}

async function drawing(id: string): Promise<{ file: string; bytes: Uint8Array }> {
  const other = otherDrawings[id];
  const name = other ? 'world-countries' : 'svg-country-flags';
  const file = other ? `data/${other.from}.svg` : `svg/${id}.svg`;
  try {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    return { file: `${name}/${file}`, bytes: new Uint8Array(await readFile(path.join(folder, file))) };
  } catch {
    throw new Problem(`${file} of the package ${name} cannot be read; run npm ci and build again.`);
  }
}

/** The state under whose code a shared flag is shown: the independent one of those that fly it. */
const sovereign = (group: readonly SourceItem[]): SourceItem =>
  group.find((item) => item.labels.status === 'Independent') ?? group[0]!;

const joined = (item: SourceItem, shown: SourceItem): Skipped => ({
  name: `${item.title} (${item.id})`,
  reason: `${item.title} flies the same flag as ${shown.title}; both are shown as one flag under ${shown.title}.`,
});

const byCca3 = new Map(countries.map((country) => [country.cca3, country.cca2.toLowerCase()]));

function idOf(cca3: string): string {
  const id = byCca3.get(cca3);
  if (!id) throw new Problem(`world-countries names a neighbour “${cca3}” that it does not know; install the version that package-lock.json names.`);
  return id;
}

/** Ids of published items that a country borders on; a place joined to another counts as that one. */
function idsOfBorders(item: SourceItem, shownUnder: ReadonlyMap<string, SourceItem>): string[] {
  const ids = (item.facts.borders as string[]).map((id) => shownUnder.get(id)!.id);
  return [...new Set(ids)].filter((id) => id !== item.id);
}
