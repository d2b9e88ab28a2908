/** Where pictures lie in an atlas page: the packer and the map's shader agree through this file. */

export interface AtlasShape {
  /** Side of a square cell, in pixels. */
  cell: number;
  /** Cells in a row of a page. */
  columns: number;
  /** Cells in a column of a page. */
  rows: number;
}

/** Empty pixels round a picture inside its cell, so that neighbours do not bleed in when filtered. */
export const CELL_MARGIN = 1;

/** Size, in pixels, of a picture contained in its cell. It is centred; aspect ratio is kept to the pixel. */
export function pictureInCell(width: number, height: number, cell: number): { width: number; height: number; left: number; top: number } {
  const room = cell - 2 * CELL_MARGIN;
  const scale = room / Math.max(width, height);
  const inside = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  return {
    ...inside,
    left: Math.floor((cell - inside.width) / 2),
    top: Math.floor((cell - inside.height) / 2),
  };
}

/** Page and pixel corner of cell `index`; cells fill a page row by row, then the next page. */
export function cellPlace(index: number, shape: AtlasShape): { page: number; left: number; top: number } {
  const perPage = shape.columns * shape.rows;
  const onPage = index % perPage;
  return {
    page: Math.floor(index / perPage),
    left: (onPage % shape.columns) * shape.cell,
    top: Math.floor(onPage / shape.columns) * shape.cell,
  };
}
