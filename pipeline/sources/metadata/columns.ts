/** What the columns of a table mean: numbers, dates, lists, labels to filter by, titles. */
import type { FactValue } from '../../../src/gallery/items.ts';
import type { Manifest } from '../../../src/gallery/manifest.ts';
import { isoTime } from '../embedded-details.ts';
import type { Cell } from './table.ts';

type Fact = Manifest['facts'][number];

export type Role = { role: 'title' } | { role: 'subtitle' } | { role: 'label' } | { role: 'fact'; kind: Fact['kind'] };

export interface Column {
  /** Name in the published table: small letters, digits and underscores. */
  column: string;
  /** Name as people read it. */
  title: string;
  meaning: Role;
  /** A value for each picture. */
  values: FactValue[];
}

/** A label has few values, each for several pictures; more would make no filter. */
const MOST_VALUES = 30;

/** Decides by the values what a column is; null where it holds none. `asLabel` overrules that. With `decimalCommas`, `1.234,5` is a number too. */
export function describeColumn(name: string, cells: readonly Cell[], asLabel: boolean | null, decimalCommas = false): Omit<Column, 'column'> | null {
  const filled = cells.filter((cell) => cell !== null);
  if (filled.length === 0) return null;
  const title = name.replace(/_+/g, ' ').replace(/^\p{Ll}/u, (first) => first.toUpperCase());
  const texts = (): FactValue[] => cells.map((cell) => (Array.isArray(cell) ? cell.join(', ') : cell === null ? null : String(cell)));
  if (asLabel) return { title, meaning: { role: 'label' }, values: texts() };
  if (/^(title|titel|titre|name)$/i.test(name)) return { title, meaning: { role: 'title' }, values: texts() };
  if (/^(description|caption|subtitle|beschreibung|legende|légende)$/i.test(name)) return { title, meaning: { role: 'subtitle' }, values: texts() };
  if (isLists(name, filled)) return { title, meaning: { role: 'fact', kind: 'list' }, values: cells.map(asList) };
  if (isYears(name, filled)) return { title, meaning: { role: 'fact', kind: 'date' }, values: texts() };
  if (decimalCommas && haveDecimalCommas(filled)) return { title, meaning: { role: 'fact', kind: 'number' }, values: cells.map((cell) => (cell === null ? null : withDecimalComma(String(cell)))) };
  if (filled.every(isNumber)) return { title, meaning: { role: 'fact', kind: 'number' }, values: cells.map((cell) => (cell === null ? null : Number(cell))) };
  if (filled.every((cell) => typeof cell === 'string' && isoTime(cell))) {
    return { title, meaning: { role: 'fact', kind: 'date' }, values: cells.map((cell) => (cell === null ? null : isoTime(String(cell))!)) };
  }
  const label = asLabel ?? isLabel(filled, cells.length);
  return { title, meaning: label ? { role: 'label' } : { role: 'fact', kind: 'text' }, values: texts() };
}

function isLabel(filled: readonly Cell[], pictures: number): boolean {
  const values = new Set(filled).size;
  return values > 1 && values <= MOST_VALUES && values <= filled.length / 2 && filled.length >= pictures / 2;
}

/** Digits with a leading zero are a code, such as a postcode, and no number. */
const isNumber = (cell: Cell): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && /^[-+]?(?:0|[1-9]\d*)?(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(cell) && /\d/.test(cell) && Number.isFinite(Number(cell)));

/** Written as `1.234,5`, and not all of them whole. */
const haveDecimalCommas = (cells: readonly Cell[]): boolean =>
  cells.some((cell) => String(cell).includes(',')) && cells.every((cell) => /^[-+]?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/.test(String(cell)));

const withDecimalComma = (cell: string): number => Number(cell.replaceAll('.', '').replace(',', '.'));

/** 1890 is a year and not 1,890 of something. ISO 8601 lets a date be as short as its year. */
const isYears = (name: string, cells: readonly Cell[]): boolean =>
  /year|date|jahr|datum|année|año|anno/i.test(name) && cells.every((cell) => /^[12]\d{3}$/.test(String(cell)));

/** Lists of JSON, or text that is mostly parted by `|`. Of tags, many pictures have only one. */
function isLists(name: string, cells: readonly Cell[]): boolean {
  const parted = cells.filter((cell) => typeof cell === 'string' && cell.includes('|')).length;
  return cells.some(Array.isArray) || parted > cells.length / 2 || (parted > 0 && /^(?:tags?|keywords?|schlagw[oö]rt(?:e|er)?|mots[- ]clés)$/i.test(name));
}

function asList(cell: Cell): string[] | null {
  if (cell === null) return null;
  return Array.isArray(cell) ? cell : String(cell).split('|').map((part) => part.trim()).filter(Boolean);
}

/** Names that the published table gives to columns of its own, or begins them with. */
const RESERVED = /^(id|slug|title|subtitle|aliases|spellings|width|height|colour|transparent|spread|near|folder|taken|year|keywords)$|^(x|y|neighbours|distances|error)_/;

/** Names for the published table, in the order of `names`; each is used once. */
export function columnIds(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || `column_${index + 1}`;
    const safe = RESERVED.test(plain) || /^\d/.test(plain) ? `data_${plain}` : plain;
    let id = safe;
    for (let next = 2; taken.has(id); next += 1) id = `${safe}_${next}`;
    taken.add(id);
    return id;
  });
}
