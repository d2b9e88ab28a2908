/** The dual bound: what no assignment can cost less than, at the prices given. */
import { cellAt, columns, cost, prices, rows } from './problem.ts';
import { findCells, foundCharges } from './search.ts';

/** Takes over prices, row-major. */
export function setPrices(given: usize): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      prices[cellAt(column, row)] = load<f64>(given + (<usize>(row * columns + column) << 3));
    }
  }
}

/**
 * The sum, over points from … to − 1, of what the best cell charges each. `seats` holds a cell of each point, row-major: any
 * will do, for it only says where to stop looking.
 */
export function sumOfLeast(seats: usize, start: i32, end: i32): f64 {
  let sum: f64 = 0;
  for (let point = start; point < end; point += 1) {
    const seat = load<i32>(seats + (<usize>point << 2));
    const cell = cellAt(seat % columns, seat / columns);
    const within = cost(point, cell) + prices[cell];
    sum += findCells(point, 1, within) > 0 ? min(within, foundCharges[0]) : within;
  }
  return sum;
}
