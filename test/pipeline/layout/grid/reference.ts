/** Assignment in plain TypeScript, looking at every cell each time: what the kernels are compared with. */
import type { Assignment } from '../../../../pipeline/layout/grid/assignment.ts';
import type { PlacedPoints } from '../../../../pipeline/layout/grid/costs.ts';

const NOBODY = -1;

/**
 * Exact rectangular assignment, points ≤ cells: R. Jonker and A. Volgenant, “A shortest augmenting path algorithm for dense
 * and sparse linear assignment problems”, Computing 38 (1987), without their column reduction, which is sound for square
 * problems only; for the rectangular case see D. F. Crouse, IEEE Trans. Aerospace and Electronic Systems 52 (2016).
 *
 * First, points bid for their best cell and push one another out (augmenting row reduction), which seats most of them;
 * then the rest are seated one by one along shortest augmenting paths. Ties fall to the first cell. Points are taken in
 * the order of `order`. At worst points² × cells steps.
 */
export async function assign(points: PlacedPoints, order: Uint32Array, pause: () => Promise<void>): Promise<Assignment> {
  const size = points.columns * points.rows;
  const state: State = {
    points,
    cellOf: new Int32Array(order.length).fill(NOBODY),
    pointIn: new Int32Array(size).fill(NOBODY),
    prices: new Float64Array(size),
    costs: new Float64Array(size),
  };
  const search = new Search(size);
  for (const point of bid(state, order)) {
    search.seat(state, point);
    await pause();
  }
  return { cells: Uint32Array.from(state.cellOf), prices: state.prices };
}

/** The costs of one point in all cells, written into `into`. */
export function costsOf(points: PlacedPoints, point: number, into: Float64Array): void {
  const { columns, rows } = points;
  const x = points.x[point]!;
  const y = points.y[point]!;
  for (let row = 0, cell = 0; row < rows; row += 1) {
    const down = (y - row) * (y - row);
    for (let column = 0; column < columns; column += 1, cell += 1) into[cell] = (x - column) * (x - column) + down;
  }
}

interface State {
  points: PlacedPoints;
  cellOf: Int32Array;
  pointIn: Int32Array;
  prices: Float64Array;
  /** Room for the costs of the point at hand. */
  costs: Float64Array;
}

function move(state: State, point: number, cell: number): void {
  state.cellOf[point] = cell;
  state.pointIn[cell] = point;
}

/** Two rounds of bidding, as Jonker and Volgenant advise. Returns the points left without a cell. */
function bid(state: State, order: Uint32Array): ArrayLike<number> & Iterable<number> {
  let waiting: number[] = Array.from(order);
  for (let round = 0; round < 2; round += 1) {
    const left: number[] = [];
    const queue = waiting.reverse();
    // Bids that only pass a tie on could go round for ever.
    for (let bids = 8 * queue.length; queue.length > 0; bids -= 1) {
      const point = queue.pop()!;
      if (bids <= 0) {
        left.push(point);
        continue;
      }
      const { cell, margin } = bestCell(state, point);
      const pushedOut = state.pointIn[cell]!;
      // At a tie for an occupied cell nothing is gained by pushing: leave the point to the path search.
      if (pushedOut !== NOBODY && margin === 0) {
        left.push(point);
        continue;
      }
      state.prices[cell]! -= pushedOut === NOBODY ? 0 : margin;
      move(state, point, cell);
      if (pushedOut !== NOBODY) {
        state.cellOf[pushedOut] = NOBODY;
        queue.push(pushedOut);
      }
    }
    waiting = left;
  }
  return waiting;
}

/** The cell of least reduced cost (an empty one at a tie), and by how much it beats the second best. */
function bestCell(state: State, point: number): { cell: number; margin: number } {
  costsOf(state.points, point, state.costs);
  let best = 0;
  let least = Infinity;
  let second = Infinity;
  for (let cell = 0; cell < state.costs.length; cell += 1) {
    const reduced = state.costs[cell]! - state.prices[cell]!;
    if (reduced < least || (reduced === least && state.pointIn[best] !== NOBODY && state.pointIn[cell] === NOBODY)) {
      second = least;
      least = reduced;
      best = cell;
    } else if (reduced < second) {
      second = reduced;
    }
  }
  return { cell: best, margin: Number.isFinite(second) ? second - least : 0 };
}

/** Dijkstra's search over reduced costs for the cheapest chain of moves that ends in an empty cell. */
class Search {
  private readonly distance: Float64Array;
  private readonly cameFrom: Int32Array;
  private readonly settled: Uint8Array;
  private readonly path: Int32Array;

  constructor(size: number) {
    this.distance = new Float64Array(size);
    this.cameFrom = new Int32Array(size);
    this.settled = new Uint8Array(size);
    this.path = new Int32Array(size);
  }

  /** Seats `start` and moves others as needed; keeps reduced costs of seated points the smallest of their row. */
  seat(state: State, start: number): void {
    const { distance, cameFrom, settled, path } = this;
    const { prices, costs, pointIn, cellOf } = state;
    distance.fill(Infinity);
    settled.fill(0);
    let point = start;
    let walked = 0;
    let steps = 0;
    let end = NOBODY;
    while (end === NOBODY) {
      costsOf(state.points, point, costs);
      // The point's own reduced cost in its present cell is the level from which others are counted.
      const here = cellOf[point]!;
      const level = point === start ? 0 : costs[here]! - prices[here]!;
      let next = NOBODY;
      let nearest = Infinity;
      for (let cell = 0; cell < distance.length; cell += 1) {
        if (settled[cell] === 1) continue;
        const through = walked + (costs[cell]! - prices[cell]! - level);
        if (through < distance[cell]!) {
          distance[cell] = through;
          cameFrom[cell] = point;
        }
        const reached = distance[cell]!;
        if (reached < nearest || (reached === nearest && pointIn[cell] === NOBODY && pointIn[next] !== NOBODY)) {
          nearest = reached;
          next = cell;
        }
      }
      walked = nearest;
      settled[next] = 1;
      path[steps] = next;
      steps += 1;
      if (pointIn[next] === NOBODY) end = next;
      else point = pointIn[next]!;
    }
    for (let step = 0; step < steps; step += 1) prices[path[step]!]! += distance[path[step]!]! - walked;
    this.moveAlong(state, start, end);
  }

  private moveAlong(state: State, start: number, end: number): void {
    for (let cell = end; ;) {
      const point = this.cameFrom[cell]!;
      const former = state.cellOf[point]!;
      move(state, point, cell);
      if (point === start) return;
      cell = former;
    }
  }
}
