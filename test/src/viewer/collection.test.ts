import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/viewer/address.ts';
import { createCollection, type Collection } from '../../../src/viewer/collection.ts';
import { packIndices } from '../../../src/viewer/index-set.ts';
import type { ViewState } from '../../../src/viewer/state.ts';
import { smallLayout } from '../support/small-gallery.ts';
import { readNothing, readSample, sampleTable, tableAt } from './collection.support.ts';

const stage = { width: 800, height: 600 };
const flags = (): Collection => createCollection(sampleTable(), readSample);
const stateOf = (collection: Collection, more: Partial<ViewState> = {}): ViewState => ({ ...readAddress('', collection.choices), ...more });
const insideOf = (collection: Collection, more: Partial<ViewState>): number[] => [...collection.selection(stateOf(collection, more)).inside];

describe('what there is to choose from', () => {
  it('begins with the main encoder, whatever its place in the gallery', () => {
    expect(flags().choices.encoders).toEqual(['conv-autoencoder', 'pixels']);
    expect(stateOf(flags())).toMatchObject({ layout: 'map', encoder: 'conv-autoencoder', item: null });
  });

  it('is all that an address may name', () => {
    const { choices } = flags();
    expect(readAddress('?by=pixels&layout=by-region&region=Africa&item=td', choices)).toMatchObject({ encoder: 'pixels', layout: 'by-region', labels: { region: ['Africa'] }, item: 'td' });
    expect(readAddress('?by=vgg19&layout=by-colour&region=Mars&item=xx&in=AQID', choices)).toEqual(readAddress('', choices));
  });

  it('has items by their ids', () => {
    const collection = flags();
    expect(['be', 'no', 'xx', null].map((id) => collection.indexOf(id))).toEqual([0, 2, null, null]);
    expect(collection.item(2).title).toBe('Norway');
  });

  it('has encoders by their names, and another one where there are two', () => {
    const collection = flags();
    expect(['pixels', 'unknown'].map((id) => collection.encoderName(id))).toEqual(['Pixels', 'unknown']);
    expect(['pixels', 'conv-autoencoder'].map((id) => collection.otherEncoder(id))).toEqual(['conv-autoencoder', 'pixels']);
    expect(createCollection(tableAt([[0, 0]]), readNothing).otherEncoder('a')).toBeNull();
  });

  it('has colours where a label is meant for them', () => {
    expect(flags().isColoured).toBe(false);
    const labels = sampleTable().manifest.labels.map((label) => ({ ...label, coloured: true as const }));
    expect(createCollection(sampleTable({ labels }), readSample).isColoured).toBe(true);
  });

  it('has the columns that layouts are made from', () => {
    const collection = flags();
    expect(collection.layoutColumn('by-region')?.title).toBe('Region');
    expect(collection.layoutColumn('by-population')?.title).toBe('Population');
    expect((['map', 'by-capital', 'by-'] as const).map((layout) => collection.layoutColumn(layout))).toEqual([null, null, null]);
  });
});

describe('the nearest', () => {
  it('are known of every encoder once they were fetched, and fetched once', async () => {
    const collection = flags();
    expect(collection.near(0, 'pixels')).toEqual([]);
    expect(await collection.fetchNear(0)).toBe(true);
    expect(collection.near(0, 'pixels')).toEqual([{ index: 1, distance: 0.5 }, { index: 2, distance: 4 }]);
    expect(collection.near(0, 'conv-autoencoder')).toHaveLength(2);
    expect(await collection.fetchNear(0)).toBe(false);
  });

  it('are those that arrive', async () => {
    const collection = createCollection(sampleTable(), (path) => (path.includes('pixels') ? readNothing(path) : readSample(path)));
    expect(await collection.fetchNear(0)).toBe(true);
    expect([collection.near(0, 'pixels').length, collection.near(0, 'conv-autoencoder').length]).toEqual([0, 2]);
    expect(await createCollection(sampleTable(), readNothing).fetchNear(0)).toBe(false);
  });
});

describe('the selection', () => {
  it('is all where nothing is asked for', () => {
    const collection = flags();
    expect(collection.selection(stateOf(collection))).toMatchObject({ isAll: true, count: 3 });
    expect([0, 1, 2].map(collection.passes(stateOf(collection)))).toEqual([true, true, true]);
  });

  it('meets search, labels, ranges and lasso together', () => {
    const collection = flags();
    expect(insideOf(collection, { query: 'kingdom' })).toEqual([1, 0, 1]);
    expect(insideOf(collection, { query: 'kingdom', ranges: { population: { from: 6e6, to: Infinity } } })).toEqual([1, 0, 0]);
    expect(insideOf(collection, { labels: { region: ['Europe'] }, lasso: packIndices(Uint8Array.of(0, 1, 1)) })).toEqual([0, 0, 1]);
    expect([0, 1, 2].map(collection.passes(stateOf(collection, { query: 'chad' })))).toEqual([false, true, false]);
  });

  it('holds nothing where the search finds nothing, and all where it asks for nothing', () => {
    const collection = flags();
    expect(collection.selection(stateOf(collection, { query: 'atlantis' }))).toMatchObject({ isAll: false, count: 0 });
    expect(collection.selection(stateOf(collection, { query: ' – ' }))).toMatchObject({ isAll: true, count: 3 });
  });

  it('leaves out of a range what has no value', () => {
    expect(insideOf(flags(), { ranges: { population: { from: -Infinity, to: 1e12 } } })).toEqual([1, 0, 1]);
  });

  it('is kept while a state selects the same, and follows one that does not', () => {
    const collection = flags();
    const first = collection.selection(stateOf(collection, { query: 'nor' }));
    expect(collection.selection(stateOf(collection, { query: 'nor', item: 'be', layout: 'by-region' }))).toBe(first);
    expect(collection.selection(stateOf(collection, { query: 'be' })).inside).toEqual(Uint8Array.of(1, 0, 0));
    expect(collection.selection(stateOf(collection, { query: 'nor' })).inside).toEqual(Uint8Array.of(0, 0, 1));
  });

  it('finds rows as well as marks', () => {
    const collection = flags();
    expect(collection.find('')).toBeNull();
    expect(collection.find('bouvet')?.rows).toMatchObject([{ index: 2, name: 'Bouvet Island', of: 'Norway' }]);
    expect(collection.find('africa')?.labels.map(({ value }) => value)).toEqual(['Africa']);
  });
});

describe('a layout on a stage', () => {
  it('puts every picture on the stage, published or made from a column', () => {
    const collection = flags();
    for (const layout of ['map', 'grid', 'by-region', 'by-population'] as const) {
      const { x, y, width } = collection.places(layout, 'pixels', stage);
      for (const index of [0, 1, 2]) {
        expect(x[index]).toBeGreaterThanOrEqual(0);
        expect(x[index]).toBeLessThanOrEqual(stage.width);
        expect(y[index]).toBeGreaterThanOrEqual(0);
        expect(y[index]).toBeLessThanOrEqual(stage.height);
        expect(width[index]).toBeGreaterThan(0);
      }
    }
  });

  it('names groups and rows of columns only', () => {
    const collection = flags();
    const titles = (layout: Parameters<Collection['arranged']>[0]): string[] => collection.arranged(layout, 'pixels', stage).titles.map(({ text }) => text);
    expect(titles('by-region')).toEqual(['Europe', 'Africa']);
    expect(titles('by-population').at(-1)).toBe('No value');
    expect(titles('map')).toEqual([]);
  });

  it('is kept until the stage changes its size', () => {
    const collection = flags();
    const first = collection.arranged('map', 'pixels', stage);
    collection.arranged('by-region', 'pixels', stage);
    expect(collection.arranged('map', 'pixels', { ...stage })).toBe(first);
    expect(collection.arranged('map', 'conv-autoencoder', stage)).not.toBe(first);
    const wider = collection.places('map', 'pixels', { ...stage, width: 1200 });
    expect(Math.max(...wider.x)).toBeGreaterThan(stage.width);
    expect(collection.arranged('map', 'pixels', stage)).not.toBe(first);
    expect(collection.arranged('map', 'pixels', stage)).toEqual(first);
  });

  it('is the same when it was worked out beforehand', async () => {
    const collection = flags();
    expect(collection.isArranged('by-region', 'pixels', stage)).toBe(false);
    await collection.arrange('by-region', 'pixels', stage);
    expect(collection.isArranged('by-region', 'pixels', stage)).toBe(true);
    expect(collection.isArranged('by-region', 'conv-autoencoder', stage)).toBe(false);
    expect(collection.arranged('by-region', 'pixels', stage)).toEqual(flags().arranged('by-region', 'pixels', stage));
  });

  it('is not kept where the stage changed its size meanwhile', async () => {
    const collection = flags();
    collection.isArranged('map', 'pixels', stage);
    const arranging = collection.arrange('by-region', 'pixels', stage);
    expect(collection.isArranged('map', 'pixels', { width: 400, height: 800 })).toBe(false);
    await arranging;
    expect(collection.isArranged('by-region', 'pixels', { width: 400, height: 800 })).toBe(false);
    expect(collection.isArranged('by-region', 'pixels', stage)).toBe(false);
  });
});

describe('names on a map', () => {
  // Two heaps of eight in opposite corners.
  const points = Array.from({ length: 16 }, (_, index): [number, number] => [(index < 8 ? 0 : 9) + (index % 4) * 0.1, (index < 8 ? 0 : 9) + Math.floor((index % 8) / 4) * 0.1]);
  const kinds = [{ value: 'stripes', count: 8 }, { value: 'stars', count: 8 }];
  const family = { id: 'crosses', title: 'Crosses', source: '', members: ['i8', 'i9', 'i10', 'i11', 'i12', 'nobody'], scores: {} };
  const table = tableAt(points, (index) => ({ labels: { kind: index < 8 ? 'stripes' : 'stars' } }), {
    labels: [{ column: 'kind', title: 'Kind', values: kinds }], families: [family],
    layouts: [smallLayout(), smallLayout({ id: 'a/grid-square', method: 'grid', columns: 100, rows: 100 })],
  });

  it('are those of labels and families, each over one of its own, and kept', () => {
    const collection = createCollection(table, readNothing);
    const names = collection.names('map', 'a', stage);
    expect(names.map(({ name }) => name).toSorted()).toEqual(['Crosses', 'stars', 'stripes']);
    expect(names.find(({ name }) => name === 'stripes')!.over).toBeLessThan(8);
    expect(names.find(({ name }) => name === 'stars')!.over).toBeGreaterThanOrEqual(8);
    expect(collection.names('map', 'a', stage)).toBe(names);
    expect(collection.names('map', 'a', { width: 500, height: 500 })).not.toBe(names);
  });

  it('are none in cells, and none where nothing has a name', () => {
    expect(createCollection(table, readNothing).names('grid', 'a', stage)).toEqual([]);
    expect(createCollection(tableAt(points), readNothing).names('map', 'a', stage)).toEqual([]);
  });
});

describe('a gallery of one picture without labels', () => {
  const one = (): Collection => createCollection(tableAt([[0, 0]], undefined, { layouts: [smallLayout({ box: { width: 0, height: 0 } })] }), readNothing);

  it('shows it in the middle of the stage', () => {
    const { x, y, width, height } = one().places('map', 'a', stage);
    expect([x[0], y[0]]).toEqual([400, 300]);
    expect(width[0]).toBeGreaterThan(0);
    expect(width[0]! / height[0]!).toBeCloseTo(1.5, 5);
  });

  it('has no columns, no names and no nearest, and can be searched', () => {
    const collection = one();
    expect(collection.columns).toEqual({ count: 1, labels: [], numbers: [] });
    expect(collection.names('map', 'a', stage)).toEqual([]);
    expect(collection.near(0, 'a')).toEqual([]);
    expect(insideOf(collection, { query: 'item' })).toEqual([1]);
    expect(insideOf(collection, { query: 'other' })).toEqual([0]);
  });
});
