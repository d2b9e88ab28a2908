/** What it costs to put a point into a cell. */

/** Points in units of cells: x 0 … columns − 1, y 0 … rows − 1, both whole at a cell's centre. */
export interface PlacedPoints {
  x: Float64Array;
  y: Float64Array;
  columns: number;
  rows: number;
}

/**
 * Maps each axis of the points' bounding box onto the cell centres. An axis without extent falls on the middle.
 * The quotient (value − low) / (high − low) comes first: it is the same number wherever the map lies and however large it is.
 */
export function placeInCells(coordinates: Float32Array, columns: number, rows: number): PlacedPoints {
  return { x: axis(coordinates, 0, columns), y: axis(coordinates, 1, rows), columns, rows };
}

function axis(coordinates: Float32Array, offset: 0 | 1, cells: number): Float64Array {
  const values = Float64Array.from({ length: coordinates.length / 2 }, (_, index) => coordinates[2 * index + offset]!);
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const extent = high - low;
  return values.map((value) => (extent > 0 ? (value - low) / extent : 0.5) * (cells - 1));
}

/** Squared distance, in cells², from a point to the centre of a cell (row-major). */
export function cost(points: PlacedPoints, point: number, cell: number): number {
  const row = Math.floor(cell / points.columns);
  const dx = points.x[point]! - (cell - row * points.columns);
  const dy = points.y[point]! - row;
  return dx * dx + dy * dy;
}
