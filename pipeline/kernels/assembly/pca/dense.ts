/** A dense matrix times a block of vectors, in double precision. */

/** Rows part · `count` … of A·V: A `size` × `stride` doubles of which `size` columns count; V and the result size × width, row-major, width a multiple of 8. */
export function timesDense(part: i32, count: i32, size: i32, stride: i32, matrix: usize, vectors: usize, width: i32, into: usize): void {
  const end = min((part + 1) * count, size);
  const step = <usize>width << 3;
  for (let row = part * count; row < end; row += 2) {
    // With an odd number of rows the last is computed twice.
    const other = min(row + 1, end - 1);
    const first = matrix + ((<usize>row * <usize>stride) << 3);
    const second = matrix + ((<usize>other * <usize>stride) << 3);
    for (let lane: usize = 0; lane < step; lane += 64) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      let from = vectors + lane;
      for (let column: usize = 0; column < <usize>size << 3; column += 8, from += step) {
        const v0 = v128.load(from), v1 = v128.load(from, 16), v2 = v128.load(from, 32), v3 = v128.load(from, 48);
        let value = v128.load_splat<f64>(first + column);
        a0 = f64x2.relaxed_madd(value, v0, a0); a1 = f64x2.relaxed_madd(value, v1, a1);
        a2 = f64x2.relaxed_madd(value, v2, a2); a3 = f64x2.relaxed_madd(value, v3, a3);
        value = v128.load_splat<f64>(second + column);
        b0 = f64x2.relaxed_madd(value, v0, b0); b1 = f64x2.relaxed_madd(value, v1, b1);
        b2 = f64x2.relaxed_madd(value, v2, b2); b3 = f64x2.relaxed_madd(value, v3, b3);
      }
      const upper = into + <usize>row * step + lane;
      v128.store(upper, a0); v128.store(upper, a1, 16); v128.store(upper, a2, 32); v128.store(upper, a3, 48);
      const lower = into + <usize>other * step + lane;
      v128.store(lower, b0); v128.store(lower, b1, 16); v128.store(lower, b2, 32); v128.store(lower, b3, 48);
    }
  }
}
