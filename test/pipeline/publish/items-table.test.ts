import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeItems, type EncoderColumns, type LayoutColumns, type TableRow } from '../../../pipeline/publish/items-table.ts';
import { readItems } from '../../../src/gallery/items.ts';
import { sampleManifest } from '../../src/gallery/sample.ts';

const row = (id: string, change: Partial<TableRow> = {}): TableRow => ({
  id, slug: `the-${id}`, title: id.toUpperCase(), subtitle: '', aliases: [], labels: { region: 'Europe' },
  facts: { capital: null, population: null, languages: null, borders: [] }, width: 960, height: 640, colour: '#0a0b0c', transparent: false, spread: 0, near: 0, ...change,
});
const rows: TableRow[] = [
  row('be', { subtitle: 'Kingdom <b>of</b> Belgium', facts: { capital: 'Brussels', population: 11_700_000.5, languages: ['Dutch', 'French'], borders: ['no'] } }),
  row('td', { labels: { region: 'Africa' }, transparent: true, colour: '#ffffff', height: 960 }),
  row('no', { spread: 2, near: 70_000, aliases: ['Svalbard', 'Bouvet Island'], title: 'Norway 日本 “ø”' }),
];
const encoders: EncoderColumns[] = [
  { id: 'conv-autoencoder', errors: Float32Array.of(0.25, 0.5, 0.125) },
];
const layouts: LayoutColumns[] = [
  { id: 'pixels/grid-tall', box: { width: 1, height: 1 }, coordinates: Float32Array.of(0, 0, 1, 1, 0.5, 0.25) },
  { id: 'conv-autoencoder/tsne', box: { width: 20, height: 10 }, coordinates: Float32Array.of(0, 10, 20, 0, -1, 11) },
];

describe('encodeItems', () => {
  it('writes what the site reads', () => {
    const manifest = sampleManifest();
    const { list } = readItems(encodeItems(rows, encoders, layouts, manifest), manifest);
    rows.forEach((wanted, index) => expect(list[index]).toEqual({
      ...wanted, index, errors: { 'conv-autoencoder': encoders[0]!.errors[index] },
    }));
  });

  it('keeps coordinates to 1/65535 of the box, and inside it', () => {
    const manifest = sampleManifest();
    const { coordinates } = readItems(encodeItems(rows, encoders, layouts, manifest), manifest);
    expect(coordinates(manifest.layouts[1]!)).toEqual({ x: Float32Array.of(0, 20, 0), y: Float32Array.of(10, 0, 10) });
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), (shares) => {
      const placed = { ...layouts[1]!, coordinates: Float32Array.from(shares, (share, index) => share * (index % 2 ? 10 : 20)) };
      const found = readItems(encodeItems(rows, encoders, [layouts[0]!, placed], manifest), manifest).coordinates(manifest.layouts[1]!);
      for (let item = 0; item < 3; item += 1) {
        expect(Math.abs(found.x[item]! - placed.coordinates[2 * item]!)).toBeLessThan(20 / 65535);
        expect(Math.abs(found.y[item]! - placed.coordinates[2 * item + 1]!)).toBeLessThan(10 / 65535);
      }
    }), { numRuns: 20 });
  });

  it('places a layout without extent at its origin', () => {
    const manifest = { ...sampleManifest(), layouts: [{ ...sampleManifest().layouts[0]!, box: { width: 0, height: 0 } }] };
    const flat = { id: 'pixels/grid-tall', box: { width: 0, height: 0 }, coordinates: new Float32Array(6) };
    expect(readItems(encodeItems(rows, encoders, [flat], manifest), manifest).coordinates(manifest.layouts[0]!)).toEqual({ x: new Float32Array(3), y: new Float32Array(3) });
  });

  it('writes other spellings where there are any', () => {
    const manifest = sampleManifest();
    const told = [row('be'), row('td'), row('gb', { spellings: ['UK', 'Great Britain'] })];
    expect(readItems(encodeItems(told, encoders, layouts, manifest), manifest).list.map((item) => item.spellings)).toEqual([[], [], ['UK', 'Great Britain']]);
    expect(readItems(encodeItems(rows, encoders, layouts, manifest), manifest).list[0]).not.toHaveProperty('spellings');
  });

  it('writes a column once that is a label and a fact', () => {
    const manifest = { ...sampleManifest(), facts: [...sampleManifest().facts, { column: 'region', title: 'Region', kind: 'text' as const }] };
    expect(readItems(encodeItems(rows, encoders, layouts, manifest), manifest).list.map((item) => [item.labels.region, item.facts.region]))
      .toEqual([['Europe', 'Europe'], ['Africa', 'Africa'], ['Europe', 'Europe']]);
  });

  it('writes a gallery of one picture', () => {
    const manifest = { ...sampleManifest(), count: 1 };
    const alone = encoders.map(({ id, errors }) => ({ id, errors: errors.slice(0, 1) }));
    const placed = layouts.map((layout) => ({ ...layout, coordinates: layout.coordinates.slice(0, 2) }));
    const items = readItems(encodeItems(rows.slice(0, 1), alone, placed, manifest), manifest);
    expect(items.list).toHaveLength(1);
  });

  it('writes the same bytes of the same items', () => {
    const bytes = (): Uint8Array => encodeItems(rows, encoders, layouts, sampleManifest());
    expect(Buffer.compare(bytes(), bytes())).toBe(0);
  });
});
