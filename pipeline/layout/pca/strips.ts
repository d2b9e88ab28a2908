/** A large centred matrix in the kernels' memory, and its products. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { compiledKernels } from '../../kernels/compile.ts';
import { KernelMemory } from '../../kernels/memory.ts';
import { Team } from '../../kernels/team.ts';

/** The exports of kernels/assembly/pca.ts, which describes them; places in memory are `byteOffset`s. */
interface PcaKernels {
  multiplyStrips: (part: number, strips: number, length: number, data: number, into: number, scratch: number) => void;
  timesTransposed: (part: number, length: number, data: number, vectors: number, vectorStrips: number, into: number, scratch: number) => void;
  timesBlock: (part: number, count: number, length: number, strips: number, data: number, vectors: number, vectorStrips: number, into: number) => void;
  timesDense: (part: number, count: number, size: number, stride: number, matrix: number, vectors: number, width: number, into: number) => void;
}

/** Columns of a strip and strips of a block, as in kernels/assembly/pca/strips.ts. */
const PANEL = 24;
const BLOCK = 6;

/** Vectors of one length, as many arrays. */
type Block = Float64Array[];

/**
 * The centred points M, length × breadth: as they are where they have no more columns than rows, else transposed. Made once,
 * multiplied often, on several threads, the same to the bit on any number of them. Close it in the end.
 */
export class CentredStrips {
  readonly length: number;
  readonly breadth: number;
  /** Are the rows of M the columns of the points? */
  readonly transposed: boolean;
  /** Sum of the squares of all centred values. */
  readonly total: number;
  private readonly strips: number;
  private readonly data: Float32Array;
  private readonly scratch: number;
  private readonly team: Team<PcaKernels>;
  private readonly memory: KernelMemory;

  static async of(points: Matrix, threads: number): Promise<CentredStrips> {
    return new CentredStrips(points, threads, await compiledKernels(new URL('../../kernels/assembly/pca.ts', import.meta.url)));
  }

  private constructor(points: Matrix, threads: number, module: WebAssembly.Module) {
    this.transposed = points.columns > points.rows;
    this.length = Math.max(points.rows, points.columns);
    this.breadth = Math.min(points.rows, points.columns);
    this.strips = Math.ceil(this.breadth / PANEL);
    this.memory = new KernelMemory();
    this.team = new Team<PcaKernels>(module, this.memory, threads);
    const blocks = Math.ceil(this.strips / BLOCK);
    this.scratch = this.memory.floats(PANEL * PANEL * Math.max((blocks * (blocks + 1)) / 2, this.strips)).byteOffset;
    // Six rows more than there are, for tiles of six.
    this.data = this.memory.floats(this.strips * PANEL * this.length + 6 * PANEL);
    this.total = this.fill(points);
  }

  async close(): Promise<void> {
    await this.team.close();
  }

  /** MᵀM as a function: the matrix is formed once. Blocks are breadth values a vector. */
  formed(): (block: Block) => Block {
    const padded = this.strips * PANEL;
    const product = this.memory.doubles(padded * padded).fill(0);
    const blocks = Math.ceil(this.strips / BLOCK);
    this.team.run('multiplyStrips', (blocks * (blocks + 1)) / 2, this.strips, this.length, this.data.byteOffset, product.byteOffset, this.scratch);
    for (let i = 0; i < this.breadth; i += 1) for (let j = i + 1; j < this.breadth; j += 1) product[i * padded + j] = product[j * padded + i]!;
    return (block) => {
      const mark = this.memory.mark();
      const width = Math.ceil(block.length / 8) * 8;
      const vectors = this.memory.doubles(this.breadth * width);
      const images = this.memory.doubles(this.breadth * width);
      if (block.length < width) vectors.fill(0);
      block.forEach((vector, at) => vector.forEach((value, row) => { vectors[row * width + at] = value; }));
      const count = 2 * Math.ceil(this.breadth / 64);
      this.team.run('timesDense', Math.ceil(this.breadth / count), count, this.breadth, padded, product.byteOffset, vectors.byteOffset, width, images.byteOffset);
      this.memory.release(mark);
      return block.map((_, at) => Float64Array.from({ length: this.breadth }, (_unused, row) => images[row * width + at]!));
    };
  }

  /** MᵀM·V through M·V, without forming the product. */
  timesTwice(block: Block): Block {
    const mark = this.memory.mark();
    const { strips, place } = this.multiplied(block);
    const width = strips * PANEL;
    const images = this.memory.doubles(this.strips * PANEL * width);
    this.team.run('timesTransposed', this.strips, this.length, this.data.byteOffset, place, strips, images.byteOffset, this.scratch);
    const result = block.map((_, at) => Float64Array.from({ length: this.breadth }, (_unused, row) => images[row * width + at]!));
    this.memory.release(mark);
    return result;
  }

  /** M·V: `length` values a vector. */
  times(block: Block): Float32Array[] {
    const mark = this.memory.mark();
    const { product } = this.multiplied(block);
    const result = block.map((_, at) => {
      const start = Math.floor(at / PANEL) * this.length * PANEL + (at % PANEL);
      return Float32Array.from({ length: this.length }, (_unused, row) => product[start + row * PANEL]!);
    });
    this.memory.release(mark);
    return result;
  }

  private multiplied(block: Block): { strips: number; place: number; product: Float32Array } {
    const strips = Math.ceil(block.length / PANEL);
    const padded = this.strips * PANEL;
    const vectors = this.memory.floats(strips * PANEL * padded).fill(0);
    block.forEach((vector, at) => {
      const start = Math.floor(at / PANEL) * padded * PANEL + (at % PANEL);
      vector.forEach((value, row) => { vectors[start + row * PANEL] = value; });
    });
    const product = this.memory.floats(strips * PANEL * this.length);
    const count = 6 * Math.ceil(this.length / 768);
    this.team.run('timesBlock', Math.ceil(this.length / count), count, this.length, this.strips, this.data.byteOffset, vectors.byteOffset, strips, product.byteOffset);
    return { strips, place: product.byteOffset, product };
  }

  private fill({ data, rows, columns }: Matrix): number {
    const mean = new Float64Array(columns);
    for (let row = 0, at = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1, at += 1) mean[column]! += data[at]!;
    for (let column = 0; column < columns; column += 1) mean[column]! /= rows;
    let total = 0;
    const put = (at: number, column: number, place: number): void => {
      const value = Math.fround(data[at]! - mean[column]!);
      this.data[place] = value;
      total += value * value;
    };
    for (let row = 0; row < rows; row += 1) {
      if (this.transposed) {
        const start = Math.floor(row / PANEL) * this.length * PANEL + (row % PANEL);
        for (let column = 0; column < columns; column += 1) put(row * columns + column, column, start + column * PANEL);
      } else {
        for (let first = 0; first < columns; first += PANEL) {
          const start = first * this.length + row * PANEL - first;
          for (let column = first; column < Math.min(columns, first + PANEL); column += 1) put(row * columns + column, column, start + column);
        }
      }
    }
    return total;
  }
}
