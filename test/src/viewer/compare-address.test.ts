import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/viewer/address.ts';
import { readPair, writePair } from '../../../src/viewer/compare-address.ts';
import type { ViewState } from '../../../src/viewer/state.ts';

const choices: Choices = {
  encoders: ['autoencoder', 'pixels'], layouts: ['map', 'grid'], items: new Set(['ug', 'be']),
  columns: { count: 2, labels: [{ column: 'region', title: 'Region', values: ['Africa', 'Europe'], codes: Uint32Array.of(0, 1) }], numbers: [] },
};
const usual = ['pixels', 'autoencoder'];
const state = (encoder: string, rest: Partial<ViewState> = {}): ViewState =>
  ({ view: 'map', layout: 'map', encoder, nearBy: null, query: '', labels: {}, ranges: {}, lasso: '', item: null, coloured: true, seat: null, ...rest });

describe('the address of two maps', () => {
  it('is plain where nothing was chosen or moved', () => expect(writePair([state('pixels'), state('autoencoder')], choices, usual)).toBe(''));

  it('holds what both share, each encoder and each camera', () => {
    const both = { item: 'be', query: 'bel', labels: { region: ['Europe'] } };
    const states = [state('autoencoder', { ...both, seat: { x: 0.5, y: 0.25, zoom: 2 } }), state('pixels', both)];
    const address = writePair(states, choices, usual);
    expect(address).toBe('?find=bel&region=Europe&item=be&left=autoencoder&left-at=0.5,0.25,2&right=pixels');
    const { shared, sides } = readPair(address, choices);
    expect(shared).toMatchObject(both);
    expect(sides).toEqual([{ encoder: 'autoencoder', seat: { x: 0.5, y: 0.25, zoom: 2 } }, { encoder: 'pixels', seat: null }]);
  });

  it('falls back where an encoder or a camera is not known', () => {
    expect(readPair('?left=magic&right-at=here', choices).sides).toEqual([{ encoder: null, seat: null }, { encoder: null, seat: null }]);
  });
});
