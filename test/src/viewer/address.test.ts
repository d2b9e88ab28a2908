import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../../src/viewer/address.ts';
import { createStore, nearEncoder, type ViewState } from '../../../src/viewer/state.ts';

const choices = { encoders: ['conv-autoencoder', 'pixels'], filterColumn: 'region', filterValues: ['Africa', 'Côte & Sons'], items: new Set(['ug', 'be']) };
const plain: ViewState = { view: 'map', layout: 'map', encoder: 'conv-autoencoder', nearBy: null, filter: [], item: null };

describe('address', () => {
  it('brings every state back', () => {
    const state = fc.record({
      view: fc.constantFrom('map' as const, 'list' as const), layout: fc.constantFrom('map' as const, 'grid' as const, 'pca' as const),
      encoder: fc.constantFrom(...choices.encoders), nearBy: fc.constant(null), filter: fc.subarray(choices.filterValues), item: fc.constantFrom(null, 'ug', 'be'),
    });
    fc.assert(fc.property(state, (wanted) => {
      expect(readAddress(writeAddress(wanted, choices), choices)).toEqual(wanted);
    }));
  });

  it('leaves defaults out', () => expect(writeAddress(plain, choices)).toBe(''));

  it('keeps the encoder of the nearest where it differs', () => {
    const state = { ...plain, nearBy: 'pixels', item: 'ug' };
    expect(writeAddress(state, choices)).toBe('?near=pixels&item=ug');
    expect(readAddress('?near=pixels&item=ug', choices)).toEqual(state);
  });

  it('falls back where it does not know a value', () => {
    expect(readAddress('?layout=spiral&by=magic&near=x&region=Mars&item=%3Cscript%3E', choices)).toEqual(plain);
  });
});

describe('store', () => {
  it('tells listeners only of changes', () => {
    const store = createStore(plain);
    const heard: ViewState[] = [];
    store.listen((now) => heard.push(now));
    store.change({ item: null });
    store.change({ item: 'ug' });
    store.change({ filter: [] });
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
});
