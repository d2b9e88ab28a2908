/**
 * Panels: groups of rows stored column by column, so that a product of two groups reads memory in order.
 * K. Goto and R. van de Geijn, “Anatomy of high-performance matrix multiplication”, ACM TOMS 34 (2008).
 */

/** Rows of a panel: a multiple of both sides of the product's tiles, 6 and 8. */
export const PANEL: i32 = 24;

/** Writes panel `part` of all rows, see `packRows`; `ids` are 0, 1, 2 … */
export function packPanels(
  part: i32, ids: usize, points: usize, rows: i32, columns: i32, centre: usize, scale: f64, aside: usize, panels: usize, halves: usize,
): void {
  packRows(part, ids, rows, points, columns, centre, scale, aside, panels + <usize>part * <usize>columns * PANEL * 4, halves);
}

/**
 * Writes the rows at the places of one panel, (x − centre) · scale as float32, at [column][place], and half the squared
 * length of each to `halves` by place. Places from `count` on are zeros of infinite length, which are nobody's neighbours.
 * `aside` marks rows without a direction: they get the length 1 while they stay zeros, so that they are as far from every
 * unit vector as a right angle.
 */
export function packRows(
  panel: i32, ids: usize, count: i32, points: usize, columns: i32, centre: usize, scale: f64, aside: usize, into: usize, halves: usize,
): void {
  for (let lane = 0; lane < PANEL; lane += 1) {
    const place = panel * PANEL + lane;
    const half = halves + (<usize>place << 2);
    if (place >= count) {
      for (let column = 0; column < columns; column += 1) store<f32>(into + (<usize>(column * PANEL + lane) << 2), 0);
      store<f32>(half, f32.POSITIVE_INFINITY);
      continue;
    }
    const row = load<i32>(ids + (<usize>place << 2));
    const point = points + ((<usize>row * <usize>columns) << 2);
    let sum: f64 = 0;
    for (let column = 0; column < columns; column += 1) {
      const value = <f32>((<f64>load<f32>(point + (<usize>column << 2)) - load<f64>(centre + (<usize>column << 3))) * scale);
      store<f32>(into + (<usize>(column * PANEL + lane) << 2), value);
      sum += <f64>value * <f64>value;
    }
    store<f32>(half, load<u8>(aside + <usize>row) ? 0.5 : <f32>(0.5 * sum));
  }
}
