/** Reads a table of what is known about pictures: CSV, TSV or JSON. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Problem } from '../../ground/problem.ts';
import { utf16Of } from '../../ground/utf-16.ts';
import { isPictureName } from '../folder-files.ts';

export type Cell = string | number | string[] | null;

export interface Table {
  columns: string[];
  /** A cell for each column. */
  rows: Cell[][];
  /** The file has no headings, so the columns are called by their places. */
  headless?: true;
  /** Numbers may be written as in `1.234,5`: commas do not part the columns. */
  decimalCommas?: true;
}

/** Endings of files that may be such a table. */
export const tableEndings: ReadonlySet<string> = new Set(['.csv', '.tsv', '.json']);

/** Throws a Problem that names the file where it cannot be read as a table. */
export async function readTable(file: string): Promise<Table> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem(`${file} cannot be read; correct “metadata” in the collection's file, or put the table there.`);
  });
  const text = decodeText(bytes);
  const table = path.extname(file).toLowerCase() === '.json' ? fromJson(text, file) : fromCsv(text, file);
  if (table.rows.length === 0 || table.columns.length === 0) throw new Problem(`${file} holds no rows; give it a heading and a row for each picture.`);
  return table;
}

/** UTF-16 where a byte order mark says so, UTF-8, or what older spreadsheets write. */
function decodeText(bytes: Uint8Array): string {
  const encoding = utf16Of(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromCsv(text: string, file: string): Table {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].reduce((best, each) => (heading.split(each).length > heading.split(best).length ? each : best));
  const lines = linesOf(text, delimiter, file);
  // A picture's name is no heading: the first row tells of a picture already.
  const headless = lines[0]?.some(isPictureName) ?? false;
  // Not `Math.max(...)`: it would be handed an argument a row, and the stack holds only so many.
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const names = headless ? Array.from({ length: widest }, () => '') : lines[0] ?? [];
  const columns = eachOnce(names.map((name, index) => name || `column ${index + 1}`));
  const rows = (headless ? lines : lines.slice(1)).map((line) => columns.map((_, index) => cellOf(line[index])));
  return { columns, rows, ...(headless && { headless }), ...(delimiter === ';' && { decimalCommas: true }) };
}

function linesOf(text: string, delimiter: string, file: string): string[][] {
  try {
    return parseCsv(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new Problem(`${file} cannot be read as a table (${(error as Error).message.split('\n')[0]!.replace(/\.$/, '')}); correct that line, or export the table again.`);
  }
}

/** The second `note` becomes `note 2`. */
function eachOnce(names: readonly string[]): string[] {
  const taken = new Set<string>();
  for (const name of names) taken.add(nameBeside(taken, name));
  return [...taken];
}

function nameBeside(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted;
  for (let next = 2; taken.has(name); next += 1) name = `${wanted} ${next}`;
  return name;
}

type Row = Record<string, unknown>;

/** A list of objects, or an object that gives each file name one, or a title. */
function fromJson(text: string, file: string): Table {
  const records = recordsOf(text, file);
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { columns, rows: records.map((record) => columns.map((column) => cellOf(record[column]))) };
}

function recordsOf(text: string, file: string): Row[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Problem(`${file} is not valid JSON (${(error as Error).message.replace(/\s+/g, ' ')}); correct it, or export it again.`);
  }
  const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (Array.isArray(json) && json.every(isRow)) return json;
  if (isRow(json)) {
    const entries = Object.entries(json);
    if (entries.every((entry): entry is [string, Row] => isRow(entry[1]))) {
      const key = nameBeside(new Set(entries.flatMap(([, row]) => Object.keys(row))), 'file');
      return entries.map(([name, row]) => ({ [key]: name, ...row }));
    }
    if (entries.every(([, title]) => typeof title === 'string' || title === null)) return entries.map(([name, title]) => ({ file: name, title }));
  }
  throw new Problem(`${file} is neither a list of objects nor an object that gives each file name an object or a title; write it as one of these.`);
}

/** Nested objects say nothing that fits a cell; they count as empty. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const list = value.filter((each) => typeof each === 'string' || typeof each === 'number').map((each) => String(each).normalize('NFC'));
    return list.length ? list : null;
  }
  return typeof value === 'string' && value.trim() !== '' ? value.trim().normalize('NFC') : null;
}
