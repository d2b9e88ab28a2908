/**
 * Where names stand on a map: the density peaks of groups of pictures. A group gets a name only where it is among its own,
 * so that a name on the map is true of the pictures round it, and says something of them.
 */

export interface NamedGroup {
  name: string;
  members: ArrayLike<number>;
}

export interface Peak {
  name: string;
  /** The topmost member round the peak: the name stands over it. */
  over: number;
  /** Members round the peak, each weighed by how much it is among its own. */
  weight: number;
}

/** Bins along each axis of the map's extent. */
const BINS = 48;
/** Bins that the density reaches from a picture's own, on every side. */
const REACH = 2;
/** Least share of the group among all pictures round a peak, and least multiple of its share in the whole collection. */
const LEAST_PURITY = 0.6;
const LEAST_LIFT = 2;
const LEAST_MEMBERS = 4;
/** Further peaks of a group have at least this share of its first one's weight. */
const FURTHER = 0.35;
const MOST_PEAKS = 3;

/** The heaviest first. `x`, `y`: places of all pictures. Time: pictures + groups × bins². */
export function peaksOf(x: Float32Array, y: Float32Array, groups: readonly NamedGroup[]): Peak[] {
  const binOf = binning(x, y);
  const all = new Float32Array(BINS * BINS);
  for (let index = 0; index < x.length; index += 1) all[binOf(index)]! += 1;
  const density = spread(all);
  return groups.flatMap((group) => groupPeaks(group, x, y, binOf, density)).sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}

function groupPeaks({ name, members }: NamedGroup, x: Float32Array, y: Float32Array, binOf: (index: number) => number, density: Float32Array): Peak[] {
  const own = new Float32Array(BINS * BINS);
  for (let place = 0; place < members.length; place += 1) own[binOf(members[place]!)]! += 1;
  const near = spread(own);
  const weights = near.map((mine, bin) => (mine > 0 ? (mine * mine) / density[bin]! : 0));
  const peaks: Peak[] = [];
  while (peaks.length < MOST_PEAKS) {
    const bin = weights.reduce((best, weight, place) => (weight > weights[best]! ? place : best), 0);
    const weight = weights[bin]!;
    const purity = Math.max(LEAST_PURITY, (LEAST_LIFT * members.length) / x.length);
    if (near[bin]! < LEAST_MEMBERS || near[bin]! < purity * density[bin]! || weight < FURTHER * (peaks[0]?.weight ?? 0)) break;
    peaks.push({ name, over: topmost(members, y, binOf, bin), weight });
    eachNear(bin, 3 * REACH, (other) => { weights[other] = 0; });
  }
  return peaks;
}

function binning(x: Float32Array, y: Float32Array): (index: number) => number {
  const along = (values: Float32Array): ((index: number) => number) => {
    let [least, greatest] = [Infinity, -Infinity];
    for (const value of values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    const scale = BINS / Math.max(greatest - least, 1e-9);
    return (index) => Math.min(BINS - 1, Math.floor((values[index]! - least) * scale));
  };
  const [column, row] = [along(x), along(y)];
  return (index) => row(index) * BINS + column(index);
}

/** Sums over the square of bins round each bin. */
function spread(bins: Float32Array): Float32Array {
  const sums = new Float32Array(bins.length);
  bins.forEach((value, bin) => {
    if (value > 0) eachNear(bin, REACH, (other) => { sums[other]! += value; });
  });
  return sums;
}

function eachNear(bin: number, reach: number, visit: (bin: number) => void): void {
  const [row, column] = [Math.floor(bin / BINS), bin % BINS];
  for (let r = Math.max(0, row - reach); r <= Math.min(BINS - 1, row + reach); r += 1) {
    for (let c = Math.max(0, column - reach); c <= Math.min(BINS - 1, column + reach); c += 1) visit(r * BINS + c);
  }
}

function topmost(members: ArrayLike<number>, y: Float32Array, binOf: (index: number) => number, bin: number): number {
  const round = new Set<number>();
  eachNear(bin, REACH, (other) => round.add(other));
  let best = members[0]!;
  let least = Infinity;
  for (let place = 0; place < members.length; place += 1) {
    const index = members[place]!;
    if (y[index]! >= least || !round.has(binOf(index))) continue;
    [best, least] = [index, y[index]!];
  }
  return best;
}
