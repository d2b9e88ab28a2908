/** Layouts that the viewer makes itself: pictures in cells of 3:2, in an order, with titles. World units are pixels at zoom 1. */
import type { Size } from '../camera.ts';
import type { Places } from '../places.ts';

/** A line of text that belongs to a place of the layout. */
export interface Title {
  text: string;
  /** The left end of the line, or the right end where it stands before a row. */
  x: number;
  /** Middle of the line. */
  y: number;
  stands: 'above' | 'before';
  /** Room for the text at zoom 1. */
  width: number;
}

export interface Arranged {
  places: Places;
  titles: Title[];
}

export const CELL_RATIO = 1.5;

/** Width of the zoom's buttons on a wide stage: no picture stands under them. */
export const besideOf = (stage: Size): number => (stage.width >= 960 ? 68 : 0);

export interface Cell {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The room for a picture in a cell of a size, with a gap to the next. */
export function roomIn({ width, height }: Size): Size {
  const gap = Math.min(6, Math.max(Math.min(0.5, height * 0.2), height * 0.12));
  return { width: width - gap, height: height - gap };
}

/** A picture contained in a cell, in its middle. */
export function putIn(places: Places, index: number, ratio: number, cell: Cell): void {
  const room = roomIn(cell);
  places.x[index] = cell.left + cell.width / 2;
  places.y[index] = cell.top + cell.height / 2;
  places.width[index] = Math.min(room.width, room.height * ratio);
  places.height[index] = Math.min(room.height, room.width / ratio);
}
