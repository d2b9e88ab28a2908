/** Reads a table of what is known about pictures: CSV, TSV or JSON. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Problem } from '../../ground/problem.ts';

export type Cell = string | number | string[] | null;

export interface Table {
  columns: string[];
  /** A cell for each column. */
  rows: Cell[][];
}

/** Endings of files that may be such a table. */
export const tableEndings: ReadonlySet<string> = new Set(['.csv', '.tsv', '.json']);

/** Throws a Problem that names the file where it cannot be read as a table. */
export async function readTable(file: string): Promise<Table> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem(`${file} cannot be read; correct “metadata” in the collection's file, or put the table there.`);
  });
  const text = decodeText(bytes);
  const records = path.extname(file).toLowerCase() === '.json' ? fromJson(text, file) : fromCsv(text, file);
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (records.length === 0 || columns.length === 0) throw new Problem(`${file} holds no rows; give it a heading and a row for each picture.`);
  return { columns, rows: records.map((record) => columns.map((column) => cellOf(record[column]))) };
}

type Row = Record<string, unknown>;

/** UTF-8, with or without byte order mark, or what older spreadsheets write. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromCsv(text: string, file: string): Row[] {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].reduce((best, each) => (heading.split(each).length > heading.split(best).length ? each : best));
  try {
    return parseCsv(text, { columns: (names: string[]) => names.map((name, index) => name.trim() || `column ${index + 1}`), delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new Problem(`${file} cannot be read as a table (${(error as Error).message.split('\n')[0]!.replace(/\.$/, '')}); correct that line, or export the table again.`);
  }
}

/** A list of objects, or an object that gives each file name one. */
function fromJson(text: string, file: string): Row[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Problem(`${file} is not valid JSON (${(error as Error).message}); correct it, or export it again.`);
  }
  const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (Array.isArray(json) && json.every(isRow)) return json;
  if (isRow(json) && Object.values(json).every(isRow)) return Object.entries(json).map(([name, row]) => ({ file: name, ...row as Row }));
  throw new Problem(`${file} is neither a list of objects nor an object of objects by file name; write it as one of the two.`);
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
