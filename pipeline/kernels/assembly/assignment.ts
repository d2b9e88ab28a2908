/** Kernels of the assignment of points to the cells of a grid. One assignment at a time an instance. */
import { taken, takeFrom } from './assignment/arrays.ts';
import { beginPhase, bid } from './assignment/auction.ts';
import { forgetCandidates, layCandidates } from './assignment/candidates.ts';
import { setPrices, sumOfLeast } from './assignment/certificate.ts';
import { handDown, takeOver } from './assignment/coarse.ts';
import { beginPaths, layPaths, seat, stillWaiting } from './assignment/paths.ts';
import { cellAt, cellOf, columnOf, columns, emptyGrid, layProblem, leastPrice, points, prices, rowOf, rows, x, y } from './assignment/problem.ts';
import { findCells, foundCells, foundCharges, laySearch } from './assignment/search.ts';
import { fitTiles, layTiles } from './assignment/tiles.ts';
import { countVacancies } from './assignment/vacancies.ts';
import { layWaiting } from './assignment/waiting.ts';

export { beginPaths, beginPhase, bid, handDown, seat, stillWaiting, sumOfLeast };

/** Lays out an assignment of `pointCount` points to columnCount × rowCount cells from `base` on. Returns where it ends; writes nothing. */
export function lay(base: usize, pointCount: i32, columnCount: i32, rowCount: i32): usize {
  takeFrom(base);
  layProblem(pointCount, columnCount, rowCount);
  layTiles();
  laySearch();
  layCandidates();
  layWaiting();
  layPaths();
  return taken();
}

/** Where the places of the points have to be written, before `start` or `startFrom`: x and y, in units of cells. */
export function placesAcross(): usize {
  return changetype<usize>(x);
}

export function placesDown(): usize {
  return changetype<usize>(y);
}

/** Starts from nothing. */
export function start(): void {
  emptyGrid();
  ready();
}

/** Starts with what was handed down from a grid of `across` × `down` cells twice as wide. */
export function startFrom(records: usize, across: i32, down: i32): void {
  emptyGrid();
  takeOver(records, across, down);
  ready();
}

/** Starts with given prices, row-major, to take the dual bound from. */
export function startAt(given: usize): void {
  emptyGrid();
  setPrices(given);
  ready();
}

/** Writes the cell of every point, row-major, and the price of every cell above the least of all: 0 for a cell that is empty. */
export function finish(seats: usize, finalPrices: usize): void {
  for (let point = 0; point < points; point += 1) {
    store<i32>(seats + (<usize>point << 2), rowOf(cellOf[point]) * columns + columnOf(cellOf[point]));
  }
  const least = leastPrice();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      store<f64>(finalPrices + (<usize>(row * columns + column) << 3), prices[cellAt(column, row)] - least);
    }
  }
}

/** Writes the `most` cells that charge a point least to `into`, as pairs (cell, charge), in no order; returns how many. For tests. */
export function offersTo(point: i32, most: i32, into: usize): i32 {
  const found = findCells(point, most, f64.MAX_VALUE);
  for (let at = 0; at < found; at += 1) {
    store<f64>(into + (<usize>at << 4), <f64>(rowOf(foundCells[at]) * columns + columnOf(foundCells[at])));
    store<f64>(into + (<usize>at << 4) + 8, foundCharges[at]);
  }
  return found;
}

function ready(): void {
  countVacancies();
  fitTiles();
  forgetCandidates();
}
