/**
 * Points and cells of one assignment. Cells are stored tile by tile, 8 × 8 each, so that neighbours share cache lines;
 * the grid is padded to whole tiles with cells that nobody can pay.
 */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';

/** Cells of a tile. */
export const TILE: i32 = 64;
/** Owners of a cell besides points: nobody yet, the vacancy (it stays empty), and the padding. */
export const NOBODY: i32 = -1;
export const VACANT: i32 = -2;
export const OUTSIDE: i32 = -3;
/** More than any cost or price. */
export const ENDLESS: f64 = 1e300;

export let points: i32 = 0;
export let columns: i32 = 0;
export let rows: i32 = 0;
export let tilesAcross: i32 = 0;
export let tilesDown: i32 = 0;
/** Cells of the grid and of the padding. */
export let cells: i32 = 0;
/** Places of the points, in units of cells. */
export let x: Doubles = changetype<Doubles>(0);
export let y: Doubles = changetype<Doubles>(0);
/** Prices of cells, the dual variables: they never fall. */
export let prices: Doubles = changetype<Doubles>(0);
export let owners: Integers = changetype<Integers>(0);
/** Cell of each point, or NOBODY's number while it has none. */
export let cellOf: Integers = changetype<Integers>(0);

export function layProblem(pointCount: i32, columnCount: i32, rowCount: i32): void {
  points = pointCount;
  columns = columnCount;
  rows = rowCount;
  tilesAcross = (columns + 7) >> 3;
  tilesDown = (rows + 7) >> 3;
  cells = tilesAcross * tilesDown * TILE;
  x = takeDoubles(points);
  y = takeDoubles(points);
  prices = takeDoubles(cells);
  owners = takeIntegers(cells);
  cellOf = takeIntegers(points);
}

/** Nobody has a cell, all prices are 0. */
export function emptyGrid(): void {
  for (let cell = 0; cell < cells; cell += 1) {
    prices[cell] = ENDLESS;
    owners[cell] = OUTSIDE;
  }
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      prices[cellAt(column, row)] = 0;
      owners[cellAt(column, row)] = NOBODY;
    }
  }
  for (let point = 0; point < points; point += 1) cellOf[point] = NOBODY;
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
export function cellAt(column: i32, row: i32): i32 {
  return ((row >> 3) * tilesAcross + (column >> 3)) * TILE + ((row & 7) << 3) + (column & 7);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
export function columnOf(cell: i32): i32 {
  return (((cell >> 6) % tilesAcross) << 3) + (cell & 7);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
export function rowOf(cell: i32): i32 {
  return (((cell >> 6) / tilesAcross) << 3) + ((cell >> 3) & 7);
}

/** Squared distance of a point from a cell's centre. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function cost(point: i32, cell: i32): f64 {
  const across = <f64>columnOf(cell) - x[point];
  const down = <f64>rowOf(cell) - y[point];
  return across * across + down * down;
}

/** The smallest price of all. */
export function leastPrice(): f64 {
  let least = ENDLESS;
  for (let cell = 0; cell < cells; cell += 1) least = min(least, prices[cell]);
  return least;
}
