import fc from 'fast-check';
import { int32 } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { columnName, readItems } from '../../../src/gallery/items.ts';
import { GalleryError } from '../../../src/gallery/manifest.ts';
import { encode, sampleColumns, sampleManifest, type Columns } from './sample.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('readItems', () => {
  it('reads every column of an item', () => {
    const { list } = readItems(encode(sampleColumns()), sampleManifest());
    expect(list).toHaveLength(3);
    expect(list[0]).toEqual({
      index: 0, id: 'be', slug: 'belgium', title: 'Belgium', subtitle: 'Kingdom of Belgium', aliases: [],
      labels: { region: 'Europe' },
      facts: { capital: 'Brussels', population: 11_700_000, languages: ['Dutch', 'French', 'German'], borders: [] },
      width: 450, height: 390, colour: '#a09030', transparent: false, errors: { 'conv-autoencoder': 0.5 }, spread: 2, near: 0,
    });
  });

  it('keeps text as it is, lists as lists, and what is unknown as null', () => {
    const { list } = readItems(encode(sampleColumns()), sampleManifest());
    expect(list[1]).toMatchObject({ title: '<b>Chad</b>', colour: '#05060a', transparent: true, facts: { capital: 'N’Djamena', population: null, borders: ['no'] } });
    expect(list[2]).toMatchObject({ aliases: ['Svalbard', 'Bouvet Island'], facts: { capital: null, population: 5_500_000.5, languages: null } });
  });

  it('spreads coordinates over the box of the layout', () => {
    const manifest = sampleManifest();
    const { coordinates } = readItems(encode(sampleColumns()), manifest);
    expect(coordinates(manifest.layouts[0]!)).toEqual({ x: Float32Array.of(0, 1, 0), y: Float32Array.of(0, 0, 1) });
    expect(coordinates(manifest.layouts[1]!)).toEqual({ x: Float32Array.of(0, 20, 4), y: Float32Array.of(10, 0, 2) });
  });

  it('reads a gallery without items', () => {
    const empty = Object.fromEntries(Object.entries(sampleColumns()).map(([name, [type]]) => [name, [type, []]])) as Columns;
    const manifest = { ...sampleManifest(), count: 0 };
    const items = readItems(encode(empty), manifest);
    expect(items.list).toEqual([]);
    expect(items.coordinates(manifest.layouts[0]!).x).toHaveLength(0);
  });

  it('refuses another number of rows than the manifest says', () => {
    expect(() => readItems(encode(sampleColumns()), { ...sampleManifest(), count: 4 }))
      .toThrow(new GalleryError('items.arrow of “Flags” holds 3 rows where its manifest says 4; build the gallery again.'));
  });

  it.each(Object.keys(sampleColumns()).filter((name) => !/^[xy]_/.test(name)))('says which column is missing: %s', (name) => {
    const columns = sampleColumns();
    delete columns[name];
    expect(() => readItems(encode(columns), sampleManifest())).toThrow(new GalleryError(`items.arrow of “Flags” has no column “${name}”; build the gallery again.`));
  });

  it('says which coordinates are missing when they are asked for', () => {
    const columns = sampleColumns();
    delete columns['y_pixels_grid_tall'];
    const manifest = sampleManifest();
    const items = readItems(encode(columns), manifest);
    expect(() => items.coordinates(manifest.layouts[0]!)).toThrow('has no column “y_pixels_grid_tall”');
    expect(items.coordinates(manifest.layouts[1]!).x).toHaveLength(3);
  });

  it('refuses bytes that are no table', () => {
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('<!doctype html><title>404</title>'), new Uint8Array(5000).fill(255)]) {
      expect(() => readItems(bytes, sampleManifest())).toThrow(GalleryError);
    }
  });

  it('refuses a table that was cut off anywhere', () => {
    const bytes = encode(sampleColumns());
    fc.assert(fc.property(fc.integer({ min: 0, max: Math.floor(bytes.length * 0.9) }), (length) => {
      expect(thrownBy(() => readItems(bytes.slice(0, length), sampleManifest()))).toBeInstanceOf(GalleryError);
    }));
  });

  it('takes numbers of other widths', () => {
    const columns: Columns = { ...sampleColumns(), width: [int32(), [450, 450, 440]] };
    expect(readItems(encode(columns), sampleManifest()).list[2]!.width).toBe(440);
  });
});

it('names columns with letters, digits and underscores only', () => {
  expect(columnName('x', 'conv-autoencoder/grid-tall')).toBe('x_conv_autoencoder_grid_tall');
  expect(columnName('error', 'pixels')).toBe('error_pixels');
});
