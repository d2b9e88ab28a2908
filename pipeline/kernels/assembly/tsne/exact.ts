/** The push of every point on every other, each pair once. */
import { sumOfLanes } from './lanes.ts';

/** Points of a group: as many as a vector has lanes. */
const GROUP: usize = 4;
/** Bytes of four points of the map, interleaved, and of four values of one axis. */
const FOUR_POINTS: usize = 32;
const FOUR_VALUES: usize = 16;

/**
 * Adds Σ_j (y_i − y_j) / (1 + |y_i − y_j|²)², over all pairs of which this part takes a share, to the part's own `forces`
 * (all x, then all y), and the part's share of Z = Σ 1 / (1 + |y_i − y_j|²), both directions, to `sums`[part].
 * Van der Maaten (2014), F_rep. The push is mutual, so each pair is looked at once.
 *
 * `padded` points, a multiple of four; those past the end lie so far away, and apart, that they push nobody.
 */
export function repelPairs(part: i32, parts: i32, padded: i32, map: usize, forces: usize, sums: usize): void {
  const axis = <usize>padded << 2;
  const xForces = forces + <usize>part * 2 * axis;
  const yForces = xForces + axis;
  memory.fill(xForces, 0, 2 * axis);
  const groups = padded / <i32>GROUP;
  let z: f64 = 0;
  // The first group has the most pairs and the last the fewest: taken forth and back, every part gets as many.
  for (let turn = 0; turn < groups; turn += 2 * parts) {
    const forth = turn + part;
    if (forth < groups) z += repelGroup(forth, groups, map, xForces, yForces);
    const back = turn + 2 * parts - 1 - part;
    if (back < groups) z += repelGroup(back, groups, map, xForces, yForces);
  }
  store<f64>(sums + (<usize>part << 3), z);
}

function repelGroup(group: i32, groups: i32, map: usize, xForces: usize, yForces: usize): f64 {
  const here = map + <usize>group * FOUR_POINTS;
  const xs = xForces + <usize>group * FOUR_VALUES;
  const ys = yForces + <usize>group * FOUR_VALUES;
  const start = <usize>(group + 1) * FOUR_VALUES;
  const end = <usize>groups * FOUR_VALUES;
  return repelWithin(here, xs, ys)
    + repelTwo(here, xs, ys, start, end, map, xForces, yForces)
    + repelTwo(here + FOUR_POINTS / 2, xs + FOUR_VALUES / 2, ys + FOUR_VALUES / 2, start, end, map, xForces, yForces);
}

/**
 * Two points, at `here` with forces at `xs` and `ys`, against all from `start` on (places of values of one axis). Two at a
 * time keep all sums in registers, and read and write the others' forces half as often. Returns their share of Z, both directions.
 */
function repelTwo(here: usize, xs: usize, ys: usize, start: usize, end: usize, map: usize, xForces: usize, yForces: usize): f64 {
  const one = f32x4.splat(1);
  const x0 = v128.load_splat<f32>(here), y0 = v128.load_splat<f32>(here, 4);
  const x1 = v128.load_splat<f32>(here, 8), y1 = v128.load_splat<f32>(here, 12);
  let pushX0 = f32x4.splat(0), pushY0 = pushX0, pushX1 = pushX0, pushY1 = pushX0, z = pushX0;
  for (let place = start; place < end; place += FOUR_VALUES) {
    const low = v128.load(map + 2 * place), high = v128.load(map + 2 * place, 16);
    const x = f32x4.shuffle(low, high, 0, 2, 4, 6), y = f32x4.shuffle(low, high, 1, 3, 5, 7);
    let backX = v128.load(xForces + place), backY = v128.load(yForces + place);

    let dx = f32x4.sub(x0, x), dy = f32x4.sub(y0, y);
    let near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    pushX0 = f32x4.relaxed_madd(near, dx, pushX0);
    pushY0 = f32x4.relaxed_madd(near, dy, pushY0);
    backX = f32x4.relaxed_nmadd(near, dx, backX);
    backY = f32x4.relaxed_nmadd(near, dy, backY);

    dx = f32x4.sub(x1, x);
    dy = f32x4.sub(y1, y);
    near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    pushX1 = f32x4.relaxed_madd(near, dx, pushX1);
    pushY1 = f32x4.relaxed_madd(near, dy, pushY1);
    v128.store(xForces + place, f32x4.relaxed_nmadd(near, dx, backX));
    v128.store(yForces + place, f32x4.relaxed_nmadd(near, dy, backY));
  }
  add(xs, pushX0);
  add(ys, pushY0);
  add(xs + 4, pushX1);
  add(ys + 4, pushY1);
  return 2 * <f64>sumOfLanes(z);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function add(to: usize, lanes: v128): void {
  store<f32>(to, load<f32>(to) + sumOfLanes(lanes));
}

/** The six pairs within one group. Returns their share of Z, both directions. */
function repelWithin(here: usize, xForces: usize, yForces: usize): f64 {
  let z: f64 = 0;
  for (let first: usize = 0; first < GROUP; first += 1) {
    for (let second = first + 1; second < GROUP; second += 1) {
      const dx = load<f32>(here + 8 * first) - load<f32>(here + 8 * second);
      const dy = load<f32>(here + 8 * first, 4) - load<f32>(here + 8 * second, 4);
      const near: f32 = 1 / (1 + dx * dx + dy * dy);
      z += 2 * <f64>near;
      const x = near * near * dx;
      const y = near * near * dy;
      store<f32>(xForces + 4 * first, load<f32>(xForces + 4 * first) + x);
      store<f32>(yForces + 4 * first, load<f32>(yForces + 4 * first) + y);
      store<f32>(xForces + 4 * second, load<f32>(xForces + 4 * second) - x);
      store<f32>(yForces + 4 * second, load<f32>(yForces + 4 * second) - y);
    }
  }
  return z;
}
