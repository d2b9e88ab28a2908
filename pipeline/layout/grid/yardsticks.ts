/** What simpler ways of putting a map's points into cells cost: the exact way is judged by them. In cells², as `assignToGrid` counts. */
import { cost, placeInCells, type PlacedPoints } from './costs.ts';

/** Each point in turn, in their order, takes the nearest cell that is still free; of equally near ones the first, row by row. */
export function greedyCost(coordinates: Float32Array, columns: number, rows: number): number {
  const points = placeInCells(coordinates, columns, rows);
  if (points.x.length > columns * rows) throw new RangeError(`greedyCost: ${points.x.length} points, ${columns} × ${rows} cells`);
  const taken = new Uint8Array(columns * rows);
  let sum = 0;
  for (let point = 0; point < points.x.length; point += 1) {
    const nearest = nearestFree(points, point, taken);
    taken[nearest.cell] = 1;
    sum += nearest.cost;
  }
  return sum;
}

/** What an assignment drawn by chance costs on average: every point is as likely in any cell as in any other. */
export function meanRandomCost(coordinates: Float32Array, columns: number, rows: number): number {
  const { x, y } = placeInCells(coordinates, columns, rows);
  return onAverage(x, columns) + onAverage(y, rows);
}

/** Sum over the points of their mean squared distance, along one axis, to the cells 0 … count − 1. */
function onAverage(places: Float64Array, count: number): number {
  const middle = (count - 1) / 2;
  const variance = (count * count - 1) / 12;
  return places.reduce((sum, place) => sum + (place - middle) ** 2 + variance, 0);
}

/** Looks at squares of cells round the point, larger and larger, until all that lies outside is farther than what was found: a tie outside may come first. */
function nearestFree(points: PlacedPoints, point: number, taken: Uint8Array): { cell: number; cost: number } {
  const { columns, rows } = points;
  const [column, row] = [Math.round(points.x[point]!), Math.round(points.y[point]!)];
  let best = { cell: -1, cost: Infinity };
  // A cell at this distance from the point's own cell is at least half a cell less far from the point.
  for (let ring = 0; ring < Math.max(columns, rows) && best.cost >= Math.max(0, ring - 0.5) ** 2; ring += 1) {
    for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r += 1) {
      const step = Math.abs(r - row) === ring ? 1 : 2 * ring;
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= columns || taken[r * columns + c]) continue;
        const candidate = cost(points, point, r * columns + c);
        if (candidate < best.cost || (candidate === best.cost && r * columns + c < best.cell)) best = { cell: r * columns + c, cost: candidate };
      }
    }
  }
  return best;
}
