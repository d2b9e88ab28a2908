import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/viewer/address.ts';
import { chosenSentence, sentenceFor, speak } from '../../../src/viewer/aloud.ts';
import { createCollection } from '../../../src/viewer/collection.ts';
import type { ViewState } from '../../../src/viewer/state.ts';
import { readSample, sampleTable } from './collection.support.ts';

const collection = createCollection(sampleTable(), readSample);
await collection.fetchNear(0);
const plain = readAddress('', collection.choices);
/** What is said when `now` follows `before`, both told by what differs from a plain map. */
const said = (now: Partial<ViewState>, before: Partial<ViewState> = {}): string | null => sentenceFor(collection, { ...plain, ...now }, { ...plain, ...before });

describe('what is said of a change', () => {
  it('is the chosen picture with its nearest by the encoder that is looked at', () => {
    expect(said({ item: 'be' })).toBe('Belgium. Nearest by autoencoder: <b>Chad</b>, Norway.');
    expect(said({ item: 'be', nearBy: 'pixels' }, { item: 'be' })).toBe('Belgium. Nearest by pixels: <b>Chad</b>, Norway.');
  });

  it('is the picture alone while its nearest are not known', () => {
    expect(said({ item: 'no' }, { item: 'be' })).toBe('Norway.');
  });

  it('is that nothing is chosen any more', () => {
    expect(said({}, { item: 'be' })).toBe('Nothing is chosen.');
  });

  it('is how many pictures are selected', () => {
    expect(said({ labels: { region: ['Europe'] } })).toBe('2 of 3 flags selected.');
    expect(said({ query: 'atlantis' })).toBe('0 of 3 flags selected.');
    expect(said({}, { query: 'atlantis' })).toBe('All 3 flags shown.');
    expect(said({ labels: { region: ['Africa'] } }, { item: 'be' })).toBe('1 of 3 flags selected.');
  });

  it('is the layout by its name or its column, with its encoder', () => {
    expect(said({ encoder: 'pixels' })).toBe('Map, alike by pixels.');
    expect(said({ layout: 'grid' })).toBe('Grid, alike by autoencoder.');
    expect(said({ layout: 'by-region' })).toBe('Region, alike by autoencoder.');
  });

  it('is the choice where a choice and a layout change together', () => {
    expect(said({ item: 'be', layout: 'grid' })).toMatch(/^Belgium\./);
  });

  it('is nothing where camera, view or colours change', () => {
    expect([said({ seat: { x: 0, y: 0, zoom: 2 } }), said({ view: 'table' }), said({ coloured: false }), said({ view: 'list', item: 'be' }, { item: 'be' })]).toEqual([null, null, null, null]);
  });
});

describe('the chosen picture', () => {
  it('is none where nothing, or nothing that there is, is chosen', () => {
    expect(chosenSentence(collection, plain)).toBeNull();
    expect(chosenSentence(collection, { ...plain, item: 'xx' })).toBeNull();
  });
});

it('leaves what was said where there is nothing to say', () => {
  const region = { textContent: '' } as HTMLElement;
  speak(region, collection, { ...plain, layout: 'grid' }, plain);
  expect(region.textContent).toBe('Grid, alike by autoencoder.');
  speak(region, collection, { ...plain, view: 'table' }, plain);
  expect(region.textContent).toBe('Grid, alike by autoencoder.');
});
