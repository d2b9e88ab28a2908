/**
 * A pyramid of blocks of cells, 8 × 8, 16 × 16 and so on, each with a lower bound of what its cells charge, so that a
 * search looks into few of them.
 *
 * Cost + price is the power distance of F. Aurenhammer (SIAM J. Computing 16, 1987), and near an optimum prices follow a
 * smooth, nearly quadratic surface (for squared distances |c|² + price is convex, Y. Brenier 1991). A bound by the block's
 * least price alone would therefore be hopelessly loose. Here price ≥ lift + slope · t + (bend − 1) · t², t being the place
 * within the block, axis by axis: slope and bend fit the prices by least squares, the lift makes it a bound. Added to the
 * squared distance this leaves one quadratic an axis, whose minimum over the block is known in closed form.
 *
 * Prices never fall, so a bound stays a bound; it is fitted anew when enough prices of its block have changed.
 */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';
import { cellAt, columns, ENDLESS, prices, rows, tilesAcross, tilesDown } from './problem.ts';

/** Of a block, in doubles; pairs are (across, down) and are loaded as one vector. */
const CENTRE: usize = 0;
const HALF: usize = 16;
const SLOPE: usize = 32;
const BEND: usize = 48;
const HALF_OVER_BEND: usize = 64;
const LIFT: usize = 80;
const BLOCK_BYTES: usize = 96;
/** So that the quadratics stay convex. */
const LEAST_BEND: f64 = 0.01;
const MOST_LEVELS: i32 = 16;
/** Levels are added until so few blocks are left. */
const TOP_BLOCKS: i32 = 16;

export let levels: i32 = 0;
/** By level, finest first: blocks in a row, rows of blocks, number of the first block. */
let across: Integers = changetype<Integers>(0);
let down: Integers = changetype<Integers>(0);
let first: Integers = changetype<Integers>(0);
let blocks: usize = 0;
/** Prices of each block that changed since it was fitted. */
let changes: Integers = changetype<Integers>(0);

export function layTiles(): void {
  across = takeIntegers(MOST_LEVELS);
  down = takeIntegers(MOST_LEVELS);
  first = takeIntegers(MOST_LEVELS);
  let inRow = tilesAcross;
  let inColumn = tilesDown;
  let total = inRow * inColumn;
  levels = 1;
  while (inRow * inColumn > TOP_BLOCKS) {
    inRow = (inRow + 1) >> 1;
    inColumn = (inColumn + 1) >> 1;
    total += inRow * inColumn;
    levels += 1;
  }
  blocks = changetype<usize>(takeDoubles(total * (<i32>BLOCK_BYTES >> 3)));
  changes = takeIntegers(total);
}

/** Fits every block to the present prices, whatever they were before. */
export function fitTiles(): void {
  let inRow = tilesAcross;
  let inColumn = tilesDown;
  let total = 0;
  for (let level = 0; level < levels; level += 1) {
    across[level] = inRow;
    down[level] = inColumn;
    first[level] = total;
    for (let block = 0; block < inRow * inColumn; block += 1) fit(level, block);
    total += inRow * inColumn;
    inRow = (inRow + 1) >> 1;
    inColumn = (inColumn + 1) >> 1;
  }
}

export function blocksAcross(level: i32): i32 {
  return across[level];
}

export function blocksDown(level: i32): i32 {
  return down[level];
}

/** A lower bound of cost + price over the cells of a block, for a point at (x, y). */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function lowerBound(level: i32, block: i32, place: v128): f64 {
  if (changes[first[level] + block] > 16 << (2 * level)) fit(level, block);
  const at = blocks + <usize>(first[level] + block) * BLOCK_BYTES;
  // (t − d)² + slope · t + (bend − 1) · t² = bend · t² − (2d − slope) · t + d², smallest at t = (2d − slope) / (2 bend).
  const d = f64x2.sub(place, v128.load(at, CENTRE));
  const pull = f64x2.sub(f64x2.add(d, d), v128.load(at, SLOPE));
  const half = v128.load(at, HALF);
  const t = f64x2.pmax(f64x2.neg(half), f64x2.pmin(half, f64x2.mul(pull, v128.load(at, HALF_OVER_BEND))));
  const least = f64x2.add(f64x2.mul(f64x2.sub(f64x2.mul(v128.load(at, BEND), t), pull), t), f64x2.mul(d, d));
  return f64x2.extract_lane(least, 0) + f64x2.extract_lane(least, 1) + load<f64>(at, LIFT);
}

/** To be told of every change of a price. */
export function priceRose(cell: i32): void {
  const tile = cell >> 6;
  changes[tile] = changes[tile] + 1;
  let column = tile % tilesAcross;
  let row = tile / tilesAcross;
  for (let level = 1; level < levels; level += 1) {
    column >>= 1;
    row >>= 1;
    const block = first[level] + row * across[level] + column;
    changes[block] = changes[block] + 1;
  }
}

function fit(level: i32, block: i32): void {
  const side = 8 << level;
  const left = (block % across[level]) * side;
  const upper = (block / across[level]) * side;
  const right = min(left + side, columns);
  const lower = min(upper + side, rows);
  const width = <f64>(right - left);
  const height = <f64>(lower - upper);
  const middleAcross = 0.5 * <f64>(left + right - 1);
  const middleDown = 0.5 * <f64>(upper + lower - 1);
  // On a full lattice 1, t and t² − mean are orthogonal, axis by axis: least squares are plain projections.
  const meanAcross = (width * width - 1) / 12;
  const meanDown = (height * height - 1) / 12;
  let slopeAcross: f64 = 0;
  let slopeDown: f64 = 0;
  let bendAcross: f64 = 0;
  let bendDown: f64 = 0;
  for (let row = upper; row < lower; row += 1) {
    const v = <f64>row - middleDown;
    let sum: f64 = 0;
    for (let column = left; column < right; column += 1) {
      const price = prices[cellAt(column, row)];
      const u = <f64>column - middleAcross;
      sum += price;
      slopeAcross += price * u;
      bendAcross += price * (u * u - meanAcross);
    }
    slopeDown += sum * v;
    bendDown += sum * (v * v - meanDown);
  }
  const count = width * height;
  slopeAcross = width > 1 ? slopeAcross / (count * meanAcross) : 0;
  slopeDown = height > 1 ? slopeDown / (count * meanDown) : 0;
  // Σ (t² − mean)² over n places is n (n² − 1) (n² − 4) / 180.
  bendAcross = width > 2 ? max(LEAST_BEND, 1 + bendAcross * 180 / (count * (width * width - 1) * (width * width - 4))) : 1;
  bendDown = height > 2 ? max(LEAST_BEND, 1 + bendDown * 180 / (count * (height * height - 1) * (height * height - 4))) : 1;

  let lift: f64 = ENDLESS;
  for (let row = upper; row < lower; row += 1) {
    const v = <f64>row - middleDown;
    const downwards = (slopeDown + (bendDown - 1) * v) * v;
    for (let column = left; column < right; column += 1) {
      const u = <f64>column - middleAcross;
      lift = min(lift, prices[cellAt(column, row)] - (slopeAcross + (bendAcross - 1) * u) * u - downwards);
    }
  }
  const at = blocks + <usize>(first[level] + block) * BLOCK_BYTES;
  storePair(at + CENTRE, middleAcross, middleDown);
  storePair(at + HALF, 0.5 * (width - 1), 0.5 * (height - 1));
  storePair(at + SLOPE, slopeAcross, slopeDown);
  storePair(at + BEND, bendAcross, bendDown);
  storePair(at + HALF_OVER_BEND, 0.5 / bendAcross, 0.5 / bendDown);
  store<f64>(at + LIFT, lift);
  changes[first[level] + block] = 0;
}

function storePair(at: usize, one: f64, other: f64): void {
  store<f64>(at, one);
  store<f64>(at + 8, other);
}
