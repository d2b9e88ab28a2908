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

/** A copy of the rows at `places`, in that order. */
export function rowsAt(matrix: Matrix, places: readonly number[]): Matrix {
  const chosen = zeros(places.length, matrix.columns);
  places.forEach((from, to) => chosen.data.set(row(matrix, from), to * matrix.columns));
  return chosen;
}
