import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LASSO, readAddress, writeAddress, type Choices } from '../../../src/viewer/address.ts';
import { packIndices } from '../../../src/viewer/index-set.ts';
import { createStore, nearEncoder, type ViewState } from '../../../src/viewer/state.ts';
import { columnsOf } from './columns.support.ts';

const columns = columnsOf({ region: ['Africa', 'Côte & Sons', 'Africa'], item: ['yes', 'no', 'no'] }, { people: [1, 20, 300] });
const choices: Choices = { encoders: ['conv-autoencoder', 'pixels'], layouts: ['map', 'grid', 'pca'], columns, items: new Set(['ug', 'be', 'td']) };
const plain: ViewState = { view: 'map', layout: 'map', encoder: 'conv-autoencoder', nearBy: null, query: '', labels: {}, ranges: {}, lasso: '', item: null, coloured: true, seat: null };

describe('address', () => {
  it('brings every state back', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
    const range = fc.oneof(number.map((from) => ({ from, to: Infinity })), number.map((to) => ({ from: -Infinity, to })), fc.tuple(number, number).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })));
    const some = (column: string) => fc.subarray(columns.labels.find((label) => label.column === column)!.values.slice());
    const state = fc.record({
      view: fc.constantFrom('map' as const, 'list' as const, 'table' as const), layout: fc.constantFrom('map' as const, 'grid' as const, 'pca' as const, 'by-region' as const, 'by-people' as const),
      encoder: fc.constantFrom(...choices.encoders), nearBy: fc.constant(null), query: fc.string(), region: some('region'), item_: some('item'),
      range: fc.option(range), lasso: fc.uint8Array({ minLength: 3, maxLength: 3, max: 1 }).map(packIndices), item: fc.constantFrom(null, 'ug', 'be'),
      coloured: fc.boolean(), seat: fc.option(fc.record({ x: number, y: number, zoom: fc.constantFrom(0.5, 1.234, 40) })),
    }).map(({ region, item_, range: people, ...rest }): ViewState => ({
      ...rest, labels: { ...(region.length && { region }), ...(item_.length && { item: item_ }) }, ranges: people ? { people } : {},
    }));
    fc.assert(fc.property(state, (wanted) => {
      expect(readAddress(writeAddress(wanted, choices), choices)).toEqual(wanted);
    }));
  });

  it('is short and can be read', () => {
    const state: ViewState = { ...plain, layout: 'by-people', query: 'gui', labels: { region: ['Africa'] }, ranges: { people: { from: 5, to: Infinity } }, seat: { x: 0.5, y: 0.25, zoom: 2 } };
    expect(writeAddress(state, choices)).toBe('?layout=by-people&find=gui&region=Africa&people=5..&at=0.5,0.25,2');
  });

  it('leaves out a lasso that no server would take', () => {
    expect(writeAddress({ ...plain, lasso: 'A'.repeat(LONGEST_LASSO + 1) }, choices)).toBe('');
  });

  it('leaves defaults out', () => expect(writeAddress(plain, choices)).toBe(''));

  it('keeps the encoder of the nearest where it differs', () => {
    const state = { ...plain, nearBy: 'pixels', item: 'ug' };
    expect(writeAddress(state, choices)).toBe('?near=pixels&item=ug');
    expect(readAddress('?near=pixels&item=ug', choices)).toEqual(state);
  });

  it('falls back where it does not know a value', () => {
    expect(readAddress('?layout=spiral&by=magic&near=x&region=Mars&people=9..1&in=zz&at=1,2&view=tree&item=%3Cscript%3E', choices)).toEqual(plain);
  });
});

describe('store', () => {
  it('tells listeners only of changes', () => {
    const store = createStore(plain);
    const heard: ViewState[] = [];
    store.listen((now) => heard.push(now));
    store.change({ item: null });
    store.change({ item: 'ug' });
    store.change({ labels: {} });
    expect(heard.map(({ item }) => item)).toEqual(['ug']);
  });

  it('lets the nearest follow a new layout', () => {
    const store = createStore({ ...plain, nearBy: 'pixels' });
    expect(nearEncoder(store.now)).toBe('pixels');
    store.change({ layout: 'grid' });
    expect(nearEncoder(store.now)).toBe('pixels');
    store.change({ encoder: 'pixels' });
    expect(store.now.nearBy).toBeNull();
  });

  it('lets the camera go with a layout or a choice, and keeps it otherwise', () => {
    const seat = { x: 0.1, y: 0.2, zoom: 3 };
    const after = (part: Partial<ViewState>) => {
      const store = createStore({ ...plain, seat });
      store.change(part);
      return store.now.seat;
    };
    expect([after({ layout: 'grid' }), after({ encoder: 'pixels' }), after({ item: 'ug' })]).toEqual([null, null, null]);
    expect([after({ query: 'x' }), after({ view: 'table' })]).toEqual([seat, seat]);
    expect(after({ item: 'ug', seat: { ...seat, zoom: 5 } })).toEqual({ ...seat, zoom: 5 });
  });
});
