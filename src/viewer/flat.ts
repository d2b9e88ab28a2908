/** Flat shapes in pixels of the stage, collected anew for a frame: rings, gaps, lines, the veil. Two triangles each. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';
import type { Colour } from './colours.ts';
import type { Point } from './camera.ts';
import type { OnScreen } from './pick.ts';

const MOST_SHAPES = 32;
/** Boxes lie on whole pixels: nothing of their edges is blended. */
const NO_EDGE = 1e6;

export interface Flat {
  geometry: BufferGeometry;
  clear(): void;
  /** A box round a picture, `margin` pixels larger on every side. */
  box(around: OnScreen, margin: number, colour: Colour): void;
  line(from: Point, to: Point, width: number, colour: Colour): void;
  finish(): void;
}

export function createFlat(): Flat {
  const at = new BufferAttribute(new Float32Array(MOST_SHAPES * 12), 2).setUsage(DynamicDrawUsage);
  const colours = new BufferAttribute(new Float32Array(MOST_SHAPES * 24), 4).setUsage(DynamicDrawUsage);
  const beside = new BufferAttribute(new Float32Array(MOST_SHAPES * 6), 1).setUsage(DynamicDrawUsage);
  const reach = new BufferAttribute(new Float32Array(MOST_SHAPES * 6), 1).setUsage(DynamicDrawUsage);
  const attributes = { at, colour: colours, beside, reach };
  const geometry = new BufferGeometry();
  for (const [name, attribute] of Object.entries(attributes)) geometry.setAttribute(name, attribute);
  let corners = 0;
  const corner = (point: Point, colour: Colour, fromMiddle: number, half: number): void => {
    at.setXY(corners, point.x, point.y);
    colours.setXYZW(corners, ...colour);
    beside.setX(corners, fromMiddle);
    reach.setX(corners, half);
    corners += 1;
  };
  return {
    geometry,
    clear() { corners = 0; },
    box({ x, y, width, height }, margin, colour) {
      const [left, right] = [x - width / 2 - margin, x + width / 2 + margin];
      const [top, bottom] = [y - height / 2 - margin, y + height / 2 + margin];
      if (corners >= MOST_SHAPES * 6) return;
      for (const [x1, y1] of [[left, top], [right, top], [right, bottom], [left, top], [right, bottom], [left, bottom]] as const) corner({ x: x1, y: y1 }, colour, 0, NO_EDGE);
    },
    line(from, to, width, colour) {
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      if (corners >= MOST_SHAPES * 6) return;
      // One pixel wider, for the edge to be blended in.
      const half = width / 2 + 1;
      const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
      for (const [end, side] of [[from, half], [to, half], [to, -half], [from, half], [to, -half], [from, -half]] as const) {
        corner({ x: end.x + across.x * side, y: end.y + across.y * side }, colour, side, width / 2);
      }
    },
    finish() {
      geometry.setDrawRange(0, corners);
      for (const attribute of Object.values(attributes)) attribute.needsUpdate = true;
    },
  };
}
