/** Flat shapes in pixels of the stage, collected anew for a frame: rings, gaps, lines, the veil. Two triangles each. */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';
import type { Colour } from './colours.ts';
import type { Point } from './camera.ts';
import type { OnScreen } from './pick.ts';

const MOST_SHAPES = 32;

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
  const geometry = new BufferGeometry();
  geometry.setAttribute('at', at);
  geometry.setAttribute('colour', colours);
  let corners = 0;
  const add = (a: Point, b: Point, c: Point, d: Point, colour: Colour): void => {
    if (corners >= MOST_SHAPES * 6) return;
    for (const point of [a, b, c, a, c, d]) {
      at.setXY(corners, point.x, point.y);
      colours.setXYZW(corners, ...colour);
      corners += 1;
    }
  };
  return {
    geometry,
    clear() { corners = 0; },
    box({ x, y, width, height }, margin, colour) {
      const [left, right] = [x - width / 2 - margin, x + width / 2 + margin];
      const [top, bottom] = [y - height / 2 - margin, y + height / 2 + margin];
      add({ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }, colour);
    },
    line(from, to, width, colour) {
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const side = { x: (-(to.y - from.y) / length) * (width / 2), y: ((to.x - from.x) / length) * (width / 2) };
      add(
        { x: from.x + side.x, y: from.y + side.y }, { x: to.x + side.x, y: to.y + side.y },
        { x: to.x - side.x, y: to.y - side.y }, { x: from.x - side.x, y: from.y - side.y }, colour,
      );
    },
    finish() {
      geometry.setDrawRange(0, corners);
      at.needsUpdate = true;
      colours.needsUpdate = true;
    },
  };
}
