/** A dense matrix, row-major: value (row r, column c) is `data[r * columns + c]`. */
export interface Matrix {
  data: Float32Array;
  rows: number;
  columns: number;
}

/** A view of one row; it shares memory with the matrix. */
export function row(matrix: Matrix, index: number): Float32Array {
  return matrix.data.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

/** A matrix of zeros, rows × columns. */
export function zeros(rows: number, columns: number): Matrix {
  return { data: new Float32Array(rows * columns), rows, columns };
}
