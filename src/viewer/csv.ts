/** A selection as comma-separated values (RFC 4180): one row an item, in UTF-8, read by spreadsheets and programs alike. */
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';

/** The header and a row for each item: id, title, other names, labels and facts. */
export function toCsv(manifest: Pick<Manifest, 'labels' | 'facts'>, items: readonly Item[]): string {
  const labels = manifest.labels.map(({ column }) => column);
  // A label that is shown as a fact too is written once.
  const facts = manifest.facts.map(({ column }) => column).filter((column) => !labels.includes(column));
  const header = ['id', 'title', 'subtitle', 'aliases', ...labels, ...facts];
  const rows = items.map((item) => [
    item.id, item.title, item.subtitle, item.aliases, ...labels.map((column) => item.labels[column] ?? ''), ...facts.map((column) => item.facts[column] ?? ''),
  ]);
  return [header, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

function field(value: string | number | readonly string[]): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : value.join('; ');
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
