import { describe, expect, it } from 'vitest';
import { toggleLabel } from '../../../src/viewer/filters.ts';
import { createStore, NOTHING_SELECTED, type ViewState } from '../../../src/viewer/state.ts';

const plain: ViewState = { ...NOTHING_SELECTED, view: 'map', layout: 'map', encoder: 'pixels', nearBy: null, item: null, coloured: true, seat: null };
const regions = ['Africa', 'Asia', 'Europe'];

/** The wanted values after some presses, one after the other. */
function after(presses: readonly string[], labels: ViewState['labels'] = {}): ViewState['labels'] {
  const store = createStore({ ...plain, labels });
  for (const value of presses) toggleLabel(store, 'region', regions, value);
  return store.now.labels;
}

describe('a press on a value', () => {
  it('puts it on, and the next press off', () => {
    expect(after(['Asia'])).toEqual({ region: ['Asia'] });
    expect(after(['Asia', 'Asia'])).toEqual({});
  });

  it('keeps the values in the gallery’s order, whichever was pressed first', () => {
    expect(after(['Europe', 'Africa'])).toEqual({ region: ['Africa', 'Europe'] });
  });

  it('asks for nothing once all values are on', () => {
    expect(after(['Europe', 'Africa', 'Asia'])).toEqual({});
  });

  it('leaves other columns as they are', () => {
    expect(after(['Asia'], { status: ['free'] })).toEqual({ status: ['free'], region: ['Asia'] });
    expect(after(['Asia'], { status: ['free'], region: ['Asia'] })).toEqual({ status: ['free'] });
  });

  it('drops a value that the gallery does not know', () => {
    expect(after(['Asia'], { region: ['Mars'] })).toEqual({ region: ['Asia'] });
  });
});
