/** What two maps show, in the page's address and back: what both share as the map's page writes it, and for each side its encoder and camera. */
import { readAddress, readSeat, writeAddress, writeSeat, type Choices } from './address.ts';
import type { Seat, ViewState } from './state.ts';

export const SIDES = ['left', 'right'] as const;

export interface Pair {
  /** Search, filters, lasso and choice; the rest is of no meaning here. */
  shared: ViewState;
  /** Left and right; null where nothing is said. */
  sides: readonly { encoder: string | null; seat: Seat | null }[];
}

export function readPair(search: string, choices: Choices): Pair {
  const query = new URLSearchParams(search);
  const sides = SIDES.map((side) => ({ encoder: choices.encoders.find((known) => known === query.get(side)) ?? null, seat: readSeat(query.get(`${side}-at`)) }));
  return { shared: readAddress(search, choices), sides };
}

/** The query that brings two maps back. `usual`: the encoders that need not be told. */
export function writePair(states: readonly ViewState[], choices: Choices, usual: readonly string[]): string {
  const [first] = states;
  if (!first) return '';
  const own = { ...first, view: 'map', layout: choices.layouts[0] ?? 'map', encoder: choices.encoders[0] ?? '', nearBy: null, seat: null } as const;
  const query = new URLSearchParams(writeAddress(own, choices));
  states.forEach(({ encoder, seat }, at) => {
    if (encoder !== usual[at]) query.set(SIDES[at]!, encoder);
    if (seat) query.set(`${SIDES[at]!}-at`, writeSeat(seat));
  });
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
