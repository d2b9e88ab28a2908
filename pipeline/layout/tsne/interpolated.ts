/** Repulsion read from a potential on a grid, in time that grows with the points and the grid, not with pairs. */
import { paddedCount, type Bounds, type Repulsion } from './descent.ts';
import { rowParts, type Workshop } from './kernels.ts';

/** Distance of grid lines, in units of the map, in which the kernel has a width of 1. Chosen for quality: see the benches. */
const SPACING = 1 / 3;
/** Lines a grid has at most; maps so wide that these do not do get a wider spacing. */
const MOST_LINES = 2048;
/** Lines that the splines of the outermost points need besides those in the box around the map; how far in front it begins. */
const MARGIN = 7;
const FRONT = 2.5;
/** Grids that points are spread over, and shares of the transforms. Fixed, so that sums are the same on any number of threads. */
const GRIDS = 4;
const SHARES = 16;
/** As in kernels/assembly/tsne: columns that are transformed together, and sequences in a batch. */
const PAIR = 16;
const BATCH = 8;

/**
 * The push −½∇φ of the potential φ(y) = Σ_j 1 / (1 + |y − y_j|²), whose sum over the points is Z: one convolution gives both.
 * Points are spread over a grid by quintic B-splines, convolved with the kernel by fast Fourier transforms, and φ and its
 * gradient are read off by the same splines; what spreading and reading smooth is taken out of the kernel beforehand.
 *
 * G. Linderman et al., “Fast interpolation-based t-SNE”, Nature Methods 16 (2019) interpolate four potentials; one and its
 * analytic gradient is the particle–mesh Ewald method of U. Essmann et al., J. Chem. Phys. 103 (1995).
 */
export function interpolatedRepulsion({ team, memory }: Workshop, points: number): Repulsion {
  const padded = paddedCount(points);
  const forces = memory.floats(2 * padded);
  const { parts, count } = rowParts(points);
  const sums = memory.doubles(parts);
  let grid = planGrid(memory, team.threads, 64);
  let prepared = { side: 0, spacing: 0 };

  return {
    forces,
    arrays: 1,
    push: (map, bounds) => {
      const { side, spacing } = gridFor(bounds);
      if (side > grid.mostLines) grid = planGrid(memory, team.threads, Math.min(MOST_LINES, Math.ceil(side * 1.5)));
      const { grids, spectrum, kernel, roots, scratch } = grid;
      const stride = Math.ceil(side / PAIR) * PAIR;
      const height = Math.ceil((side + 1) / BATCH) * BATCH;
      if (side !== prepared.side || spacing !== prepared.spacing) {
        writeRoots(roots, 2 * side);
        team.run('kernelColumns', SHARES, SHARES, side, height, spacing, spectrum.byteOffset, roots.byteOffset, scratch.byteOffset);
        team.run('kernelAcross', SHARES, SHARES, side, height, spectrum.byteOffset, kernel.byteOffset, roots.byteOffset, scratch.byteOffset);
        prepared = { side, spacing };
      }
      const density = 1 / spacing;
      const originX = bounds.lowX - FRONT * spacing;
      const originY = bounds.lowY - FRONT * spacing;
      team.run('spread', GRIDS, GRIDS, points, map.byteOffset, originX, originY, density, side, stride, grids.byteOffset);
      team.run('columnsForward', SHARES, SHARES, side, stride, height, grids.byteOffset, GRIDS, spectrum.byteOffset, roots.byteOffset, scratch.byteOffset);
      team.run('convolve', SHARES, SHARES, side, height, spectrum.byteOffset, kernel.byteOffset, roots.byteOffset, scratch.byteOffset);
      team.run('columnsBack', SHARES, SHARES, side, stride, height, spectrum.byteOffset, grids.byteOffset, roots.byteOffset, scratch.byteOffset);
      team.run('gather', parts, count, points, padded, map.byteOffset, originX, originY, density, stride, grids.byteOffset, forces.byteOffset, sums.byteOffset);
      // Every point is in the potential at its own place, with 1.
      return sums.reduce((sum, share) => sum + share, 0) - points;
    },
  };
}

interface GridMemory {
  mostLines: number;
  grids: Float32Array;
  spectrum: Float32Array;
  kernel: Float32Array;
  roots: Float32Array;
  scratch: Float32Array;
}

function planGrid(memory: Workshop['memory'], threads: number, mostLines: number): GridMemory {
  const stride = Math.ceil(mostLines / PAIR) * PAIR;
  const columns = Math.ceil((mostLines + 1) / PAIR) * PAIR;
  const height = Math.ceil((mostLines + 1) / BATCH) * BATCH;
  return {
    mostLines,
    grids: memory.floats(GRIDS * mostLines * stride + PAIR),
    spectrum: memory.floats(2 * columns * height),
    kernel: memory.floats(2 * mostLines * height),
    roots: memory.floats(4 * mostLines),
    scratch: memory.floats(threads * 4 * 2 * mostLines * BATCH),
  };
}

/** Lines and their distance for a map: the usual distance unless that takes more lines than there are at most. */
export function gridFor({ lowX, lowY, highX, highY }: Bounds): { side: number; spacing: number } {
  const span = Math.max(highX - lowX, highY - lowY);
  const side = transformable(Math.ceil(span / SPACING) + MARGIN);
  if (side <= MOST_LINES) return { side, spacing: SPACING };
  // In steps, for a new spacing means a new kernel.
  const needed = span / (MOST_LINES - MARGIN);
  return { side: MOST_LINES, spacing: SPACING * 1.05 ** Math.ceil(Math.log(needed / SPACING) / Math.log(1.05)) };
}

/** The next even number without prime factors but 2, 3 and 5, and with few of the latter, whose transforms are slower. */
export function transformable(atLeast: number): number {
  let least = Infinity;
  for (const odd of [1, 3, 5, 9, 15, 25, 27, 45]) {
    let side = 2 * odd;
    while (side < atLeast) side *= 2;
    least = Math.min(least, side);
  }
  return least;
}

/** cos and −sin of 2πk / length for every k. */
function writeRoots(roots: Float32Array, length: number): void {
  for (let k = 0; k < length; k += 1) {
    roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
    roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
  }
}
