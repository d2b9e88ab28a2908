/**
 * From a grid to one of cells half as wide: prices of the coarse cells tell those of the fine ones, so that the long way
 * points have to go is found where it is cheap. Q. Mérigot, Computer Graphics Forum 30 (2011); B. Schmitzer, J. Mathematical
 * Imaging and Vision 56 (2016).
 *
 * A price is what the keenest bidder would pay rather than lose what he has: max over points of (charge − squared distance).
 * Unlike interpolated prices it is right along the lines between two clusters, where the price has a crease.
 */
import { cellAt, columns, cost, ENDLESS, owners, prices, rows, x, y } from './problem.ts';

/** Three doubles a coarse cell, row-major: its owner's place (its own, if it is vacant) and charge, in units of the fine grid. */
const RECORD: usize = 24;

/** Writes the records of all cells of the present grid. */
export function handDown(records: usize): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = cellAt(column, row);
      const owner = owners[cell];
      const record = records + <usize>(row * columns + column) * RECORD;
      store<f64>(record, 2 * (owner >= 0 ? x[owner] : <f64>column) + 0.5);
      store<f64>(record, 2 * (owner >= 0 ? y[owner] : <f64>row) + 0.5, 8);
      store<f64>(record, 4 * (prices[cell] + (owner >= 0 ? cost(owner, cell) : 0)), 16);
    }
  }
}

/** Sets the prices of the present grid from the records of one of `across` × `down`, asking the owners around each cell. */
export function takeOver(records: usize, across: i32, down: i32): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const left = max(0, (column >> 1) - 1);
      const upper = max(0, (row >> 1) - 1);
      const right = min(across - 1, (column >> 1) + 1);
      const lower = min(down - 1, (row >> 1) + 1);
      let price = -ENDLESS;
      for (let b = upper; b <= lower; b += 1) {
        for (let a = left; a <= right; a += 1) {
          const record = records + <usize>(b * across + a) * RECORD;
          const dx = load<f64>(record) - <f64>column;
          const dy = load<f64>(record, 8) - <f64>row;
          price = max(price, load<f64>(record, 16) - dx * dx - dy * dy);
        }
      }
      prices[cellAt(column, row)] = price;
    }
  }
}
