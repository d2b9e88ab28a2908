/** Rows by a number: the greatest value first, read like a page, with the value that each row begins with before it. */
import type { Steps } from '../../gallery/steps.ts';
import type { Size } from '../camera.ts';
import { emptyPlaces } from '../places.ts';
import { thinCells } from '../pyramid.ts';
import { besideOf, CELL_RATIO, putIn, roomIn, type Arranged, type Title } from './cells.ts';

const MARGIN = 12;
/** Room before the rows, for their values. */
const BEFORE = 72;
/** Rows between the pictures with a value and those without. */
const PAUSE = 1;

export interface Wording {
  value(value: number): string;
  /** For the pictures that have none. */
  none: string;
}

/** `values`: one an item, NaN for none. `ratios`: width over height of every item. */
export function* arrangeSorted(values: Float64Array, ratios: Float32Array, stage: Size, wording: Wording): Steps<Arranged> {
  const all = Uint32Array.from(values, (_, index) => index);
  const known = all.filter((index) => !Number.isNaN(values[index]!)).sort((a, b) => values[b]! - values[a]! || a - b);
  const unknown = all.filter((index) => Number.isNaN(values[index]!));
  const rowsAt = (columns: number): number => Math.ceil(known.length / columns) + (unknown.length > 0 ? PAUSE + Math.ceil(unknown.length / columns) : 0);
  const room = { width: Math.max(1, stage.width - BEFORE - MARGIN - besideOf(stage)), height: Math.max(1, stage.height - 2 * MARGIN) };
  let columns = 1;
  while ((rowsAt(columns) * room.width) / columns / CELL_RATIO > room.height) columns += 1;
  const step = { width: room.width / columns, height: room.width / columns / CELL_RATIO };
  const places = emptyPlaces(values.length, 1);
  const titles: Title[] = [];
  const cells = { columns: new Uint32Array(values.length), rows: new Uint32Array(values.length) };
  yield;
  const top = MARGIN + Math.max(0, (room.height - rowsAt(columns) * step.height) / 2);
  const lay = (items: Uint32Array, firstRow: number, title: (first: number) => string | null): void => items.forEach((index, place) => {
    const row = firstRow + Math.floor(place / columns);
    cells.columns[index] = place % columns;
    cells.rows[index] = row;
    const cell = { left: BEFORE + (place % columns) * step.width, top: top + row * step.height, ...step };
    putIn(places, index, ratios[index]!, cell);
    const text = place % columns === 0 ? title(index) : null;
    if (text !== null) titles.push({ text, x: BEFORE - 8, y: cell.top + step.height / 2, stands: 'before', width: BEFORE - 12 });
  });
  lay(known, 0, (first) => wording.value(values[first]!));
  lay(unknown, Math.ceil(known.length / columns) + PAUSE, (first) => (first === unknown[0] ? wording.none : null));
  yield;
  yield* thinCells(places, roomIn(step), CELL_RATIO, cells, stage);
  return { places, titles };
}
