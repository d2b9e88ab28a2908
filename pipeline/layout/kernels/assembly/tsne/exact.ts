/** The push of every point on every other, each pair once. */
import { sumOfLanes } from './lanes.ts';

/** Points of a group: those whose forces are held in registers while all later points pass by. */
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
  const one = f32x4.splat(1);
  const here = map + <usize>group * FOUR_POINTS;
  const x0 = v128.load_splat<f32>(here), y0 = v128.load_splat<f32>(here, 4);
  const x1 = v128.load_splat<f32>(here, 8), y1 = v128.load_splat<f32>(here, 12);
  const x2 = v128.load_splat<f32>(here, 16), y2 = v128.load_splat<f32>(here, 20);
  const x3 = v128.load_splat<f32>(here, 24), y3 = v128.load_splat<f32>(here, 28);
  let px0 = f32x4.splat(0), py0 = px0, px1 = px0, py1 = px0, px2 = px0, py2 = px0, px3 = px0, py3 = px0, z = px0;
  let place = <usize>group * FOUR_VALUES;
  const end = <usize>groups * FOUR_VALUES;
  for (place += FOUR_VALUES; place < end; place += FOUR_VALUES) {
    const low = v128.load(map + 2 * place), high = v128.load(map + 2 * place, 16);
    const xs = f32x4.shuffle(low, high, 0, 2, 4, 6), ys = f32x4.shuffle(low, high, 1, 3, 5, 7);
    let back = v128.load(xForces + place), backY = v128.load(yForces + place);

    let dx = f32x4.sub(x0, xs), dy = f32x4.sub(y0, ys);
    let near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    px0 = f32x4.relaxed_madd(near, dx, px0); py0 = f32x4.relaxed_madd(near, dy, py0);
    back = f32x4.relaxed_nmadd(near, dx, back); backY = f32x4.relaxed_nmadd(near, dy, backY);

    dx = f32x4.sub(x1, xs); dy = f32x4.sub(y1, ys);
    near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    px1 = f32x4.relaxed_madd(near, dx, px1); py1 = f32x4.relaxed_madd(near, dy, py1);
    back = f32x4.relaxed_nmadd(near, dx, back); backY = f32x4.relaxed_nmadd(near, dy, backY);

    dx = f32x4.sub(x2, xs); dy = f32x4.sub(y2, ys);
    near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    px2 = f32x4.relaxed_madd(near, dx, px2); py2 = f32x4.relaxed_madd(near, dy, py2);
    back = f32x4.relaxed_nmadd(near, dx, back); backY = f32x4.relaxed_nmadd(near, dy, backY);

    dx = f32x4.sub(x3, xs); dy = f32x4.sub(y3, ys);
    near = f32x4.div(one, f32x4.relaxed_madd(dx, dx, f32x4.relaxed_madd(dy, dy, one)));
    z = f32x4.add(z, near);
    near = f32x4.mul(near, near);
    px3 = f32x4.relaxed_madd(near, dx, px3); py3 = f32x4.relaxed_madd(near, dy, py3);
    back = f32x4.relaxed_nmadd(near, dx, back); backY = f32x4.relaxed_nmadd(near, dy, backY);

    v128.store(xForces + place, back);
    v128.store(yForces + place, backY);
  }
  push(xForces, yForces, group, 0, px0, py0);
  push(xForces, yForces, group, 1, px1, py1);
  push(xForces, yForces, group, 2, px2, py2);
  push(xForces, yForces, group, 3, px3, py3);
  return 2 * <f64>sumOfLanes(z) + repelWithin(here, xForces + <usize>group * FOUR_VALUES, yForces + <usize>group * FOUR_VALUES);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function push(xForces: usize, yForces: usize, group: i32, lane: i32, x: v128, y: v128): void {
  const place = (<usize>group * GROUP + lane) << 2;
  store<f32>(xForces + place, load<f32>(xForces + place) + sumOfLanes(x));
  store<f32>(yForces + place, load<f32>(yForces + place) + sumOfLanes(y));
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
