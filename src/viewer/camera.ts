/**
 * The camera of the map. World units are pixels of the stage when the whole layout is seen (zoom 1); `x` and `y` are the
 * world's point in the middle of the stage.
 */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Parts of the stage that a panel or a sheet covers, in pixels. */
export interface Insets {
  right: number;
  bottom: number;
}

const LEAST_ZOOM = 0.5;
/** Layouts of large collections go deeper, until their last pictures have room. */
export const MOST_ZOOM = 40;

export const limitZoom = (zoom: number, deepest = MOST_ZOOM): number => Math.min(deepest, Math.max(LEAST_ZOOM, zoom));

export const toScreen = (camera: Camera, stage: Size, world: Point): Point => ({
  x: (world.x - camera.x) * camera.zoom + stage.width / 2,
  y: (world.y - camera.y) * camera.zoom + stage.height / 2,
});

export const toWorld = (camera: Camera, stage: Size, screen: Point): Point => ({
  x: (screen.x - stage.width / 2) / camera.zoom + camera.x,
  y: (screen.y - stage.height / 2) / camera.zoom + camera.y,
});

/** Moves the picture by pixels of the screen. */
export const panned = (camera: Camera, dx: number, dy: number): Camera =>
  ({ x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom, zoom: camera.zoom });

/** Zooms by a factor; the world's point under `at` stays under it. */
export function zoomedAt(camera: Camera, stage: Size, at: Point, factor: number, deepest = MOST_ZOOM): Camera {
  const zoom = limitZoom(camera.zoom * factor, deepest);
  const fixed = toWorld(camera, stage, at);
  return {
    x: fixed.x - (at.x - stage.width / 2) / zoom,
    y: fixed.y - (at.y - stage.height / 2) / zoom,
    zoom,
  };
}

/** The camera that has a world's point in the middle of the free part of the stage. */
export const centredOn = (point: Point, zoom: number, insets: Insets): Camera => ({
  x: point.x + insets.right / 2 / zoom,
  y: point.y + insets.bottom / 2 / zoom,
  zoom,
});

/** The middle of the free part stays inside the layout's box, so that the map cannot be lost. */
export function held(camera: Camera, box: { left: number; top: number; right: number; bottom: number }, insets: Insets): Camera {
  const middle = { x: camera.x - insets.right / 2 / camera.zoom, y: camera.y - insets.bottom / 2 / camera.zoom };
  const kept = {
    x: Math.min(box.right, Math.max(box.left, middle.x)),
    y: Math.min(box.bottom, Math.max(box.top, middle.y)),
  };
  return centredOn(kept, camera.zoom, insets);
}

/** How far a box reaches over the free part of the stage, or comes closer than `edge` to its end, in pixels. */
export function outOfSight(box: Point & Size, stage: Size, insets: Insets, edge = 40): Point {
  return {
    x: Math.min(0, box.x - box.width / 2 - edge) + Math.max(0, box.x + box.width / 2 + edge - (stage.width - insets.right)),
    y: Math.min(0, box.y - box.height / 2 - edge) + Math.max(0, box.y + box.height / 2 + edge - (stage.height - insets.bottom)),
  };
}

/** The whole layout in the free part of the stage. */
export function whole(stage: Size, insets: Insets): Camera {
  const zoom = Math.min((stage.width - insets.right) / stage.width, (stage.height - insets.bottom) / stage.height, 1);
  return centredOn({ x: stage.width / 2, y: stage.height / 2 }, limitZoom(zoom), insets);
}

/** Part of a flight, `share` 0 … 1: the zoom changes evenly to the eye, and the path on the screen stays straight. */
export function between(from: Camera, to: Camera, share: number): Camera {
  if (share >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const isZoom = Math.abs(to.zoom / from.zoom - 1) > 1e-3;
  const moved = isZoom ? (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom) : share;
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, zoom };
}

/** Length of a flight in milliseconds: 280 for a step, 700 across the map. */
export function flightTime(from: Camera, to: Camera, stage: Size): number {
  const zoom = Math.max(from.zoom, to.zoom);
  const path = (Math.hypot(to.x - from.x, to.y - from.y) * zoom) / Math.hypot(stage.width, stage.height);
  const doublings = Math.abs(Math.log2(to.zoom / from.zoom));
  return Math.min(700, 280 + 300 * Math.min(1, path) + 120 * doublings);
}
