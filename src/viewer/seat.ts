/** Where a camera stands, told so that it means the same on another screen: shares of the extent of the places. */
import { limitZoom, type Camera } from './camera.ts';
import type { Places } from './places.ts';
import type { Seat } from './state.ts';

export interface Extent {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function extentOf({ x, y }: Pick<Places, 'x' | 'y'>): Extent {
  const along = (values: Float32Array): [number, number] => {
    let [least, greatest] = [Infinity, -Infinity];
    for (const value of values) {
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    return [least, Math.max(greatest - least, 1e-6)];
  };
  const [left, width] = along(x);
  const [top, height] = along(y);
  return { left, top, width, height };
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

export const toSeat = (camera: Camera, { left, top, width, height }: Extent): Seat =>
  ({ x: round((camera.x - left) / width, 4), y: round((camera.y - top) / height, 4), zoom: round(camera.zoom, 3) });

/** `deepest`: the closest zoom. */
export const fromSeat = (seat: Seat, { left, top, width, height }: Extent, deepest?: number): Camera =>
  ({ x: left + seat.x * width, y: top + seat.y * height, zoom: limitZoom(seat.zoom, deepest) });
