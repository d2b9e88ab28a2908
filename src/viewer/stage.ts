/**
 * Draws the map with three: all pictures, a veil over those set back, lines and rings, the pictures in front. Loaded only
 * when a map is shown. It draws when told to and never by itself.
 */
import {
  Camera as NoCamera, CustomBlending, Mesh, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, Scene, Vector2, Vector3, Vector4, WebGLRenderer, GLSL3, type BufferGeometry, type IUniform,
} from 'three';
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import { finish } from '../gallery/steps.ts';
import { arraysFor, deviceOf } from './budget.ts';
import type { Camera, Size } from './camera.ts';
import { classesOf } from './classes.ts';
import { readPalette, type Colour, type Palette } from './colours.ts';
import { createFlat } from './flat.ts';
import { levelsOf } from './levels.ts';
import { createPageArray } from './page-array.ts';
import { createPages } from './pages.ts';
import { onScreen, type OnScreen } from './pick.ts';
import { createItemGeometry, createPictures } from './pictures.ts';
import type { Places } from './places.ts';
import { appearances } from './pyramid.ts';
import { flatFragment, flatVertex, pictureFragment, pictureVertex } from './shaders.ts';
import type { Transition } from './transition.ts';
import { collectVisible, createItemList, drawingOrder } from './visible.ts';
import { createWants } from './wants.ts';

/** What stands before the veil. */
export interface Front {
  /** Items in drawing order; null where nothing is set back. */
  items: readonly number[] | null;
  /** The chosen item and its nearest, nearest first. */
  chosen: number | null;
  near: readonly number[];
}

/** What a frame shows. */
export interface Frame {
  transition: Transition;
  camera: Camera;
  /** Edges on whole pixels: sharp at rest, but they would tremble in a move. */
  still: boolean;
}

export interface Stage {
  resize(size: Size, density: number): void;
  /** Writes places to the graphics memory; to be called after a move began or pictures jumped. */
  place(transition: Transition): void;
  front(front: Front): void;
  readTheme(): void;
  /** Puts the colours of classes on or off. */
  colour(isOn: boolean): void;
  draw(frame: Frame): void;
  /** Loads what the view shows, small pictures first, and goes on as the view moves; rejects with the name of a file where nothing arrives. */
  loadPictures(changed: () => void): Promise<void>;
  /** Items that the last frame drew and that are not set back, for those who look for one on the screen. */
  readonly drawn: Uint32Array;
  /** Bytes of pages in graphics memory. */
  readonly textureBytes: number;
  /** True while pages are on their way there. */
  readonly isLoading: boolean;
}

export interface StageOptions {
  canvas: HTMLCanvasElement;
  context: WebGL2RenderingContext;
  manifest: Manifest;
  items: readonly Item[];
  url: (path: string) => string;
}

export function createStage({ canvas, context, manifest, items, url }: StageOptions): Stage {
  const renderer = new WebGLRenderer({ canvas, context, alpha: true, premultipliedAlpha: true });
  renderer.autoClear = false;
  const levels = levelsOf(manifest, items);
  const shapes = arraysFor(levels, deviceOf(context));
  const first = shapes.first && createPageArray(context, shapes.first);
  const others = shapes.others && createPageArray(context, shapes.others);
  const nobody = new NoCamera();
  const shared = {
    stage: { value: new Vector2(1, 1) }, camera: { value: new Vector3() }, density: { value: 1 }, snap: { value: 1 }, hair: { value: new Vector4() },
  };
  const pictures = createPictures(items, classesOf(manifest, items), levels, first, others);
  const all = createItemGeometry(items.length);
  const inFront = createItemGeometry(items.length);
  const allScene = sceneOf(all.geometry, blended(pictureVertex, pictureFragment, { ...shared, ...pictures.uniforms, always: { value: 0 } }));
  const frontScene = sceneOf(inFront.geometry, blended(pictureVertex, pictureFragment, { ...shared, ...pictures.uniforms, always: { value: 1 } }));
  const flat = createFlat();
  const flatScene = sceneOf(flat.geometry, blended(flatVertex, flatFragment, { stage: shared.stage, density: shared.density }));
  const wants = createWants(levels, others?.layers ?? 0);
  const [visible, visibleFront] = [createItemList(items.length), createItemList(items.length)];
  const own = Uint32Array.from(items.keys());
  const bySpread = own.toSorted((a, b) => items[a]!.spread - items[b]!.spread);
  const nothingHidden = new Float32Array(items.length);
  let order: Uint32Array = own;
  let standing: Places | null = null;
  let front: Front = { items: null, chosen: null, near: [] };
  let frontAppears: Float32Array = nothingHidden;
  let palette: Palette = readPalette(document.documentElement);
  let size: Size = { width: 1, height: 1 };
  let isColoured = false;
  let arrived = (): void => {};
  const pages = createPages({
    levels,
    arrayOf: (level) => (level === 0 ? first : others),
    async fetchPage(path) {
      const answer = await fetch(url(path));
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.blob();
    },
    changed() {
      pictures.pages(pages.layers);
      // Pages are put into memory past three, which remembers what it bound.
      renderer.resetState();
      arrived();
    },
  });
  pictures.pages(pages.layers);
  // After three's own listener, which sets up again all that it made itself.
  canvas.addEventListener('webglcontextrestored', () => void pages.restore());

  /** Where many stand in front, those among them that have room. */
  function thinFront(): void {
    const isThin = standing !== null && front.items !== null && front.chosen === null && isThinned(standing);
    if (!isThin) frontAppears = nothingHidden;
    else {
      const marked = new Uint8Array(items.length);
      for (const item of front.items!) marked[item] = 1;
      frontAppears = finish(appearances(standing!, bySpread.filter((item) => marked[item] === 1), { eager: TRUSTED }));
    }
  }

  function drawFront(transition: Transition, camera: Camera): void {
    const { places, move } = transition;
    collectVisible(front.items!, move && { ...move, from: { ...move.from, appears: frontAppears } }, { ...places, appears: frontAppears }, camera, size, visibleFront);
    inFront.list(visibleFront);
    flat.clear();
    flat.box({ x: size.width / 2, y: size.height / 2, ...size }, 0, veil(palette));
    if (front.chosen !== null) drawMarks(front, (item) => onScreen(transition.at(item, camera.zoom), 0, camera, size), palette, flat);
    flat.finish();
    renderer.render(flatScene, nobody);
    renderer.render(frontScene, nobody);
  }

  return {
    resize(next, density) {
      size = next;
      renderer.setPixelRatio(density);
      renderer.setSize(next.width, next.height, false);
      shared.stage.value.set(next.width, next.height);
      shared.density.value = density;
    },
    place({ places, move }) {
      pictures.place(places, move);
      if (places.appears === standing?.appears) return;
      standing = places;
      order = isThinned(places) ? drawingOrder(places, own) : own;
      thinFront();
    },
    front(next) {
      front = next;
      thinFront();
    },
    readTheme() {
      palette = readPalette(document.documentElement);
      shared.hair.value.set(...palette.hair);
      pictures.colour(isColoured ? palette.classes : []);
    },
    colour(isOn) {
      isColoured = isOn;
      pictures.colour(isOn ? palette.classes : []);
    },
    draw({ transition, camera, still }) {
      const { places, move } = transition;
      shared.camera.value.set(camera.x, camera.y, camera.zoom);
      shared.snap.value = still ? 1 : 0;
      pictures.advance(places, move, camera.zoom);
      collectVisible(order, move, places, camera, size, visible);
      all.list(visible);
      // Each time: three forgets it when a lost context comes back.
      renderer.setClearColor(0, 0);
      renderer.clear();
      renderer.render(allScene, nobody);
      if (front.items !== null) drawFront(transition, camera);
      pages.want(wants({ lists: front.items === null ? [visible] : [visible, visibleFront], places, zoom: camera.zoom, density: shared.density.value, still }));
    },
    loadPictures(changed) {
      // The first page is needed whatever the view shows.
      pages.want(levels[0]?.atlas.pages.length ? [{ level: 0, page: 0, pictures: 1 }] : []);
      return new Promise((resolve, reject) => {
        arrived = () => {
          changed();
          if (!pages.isComplete) return;
          arrived = changed;
          const isBlind = levels.length > 0 && !pages.layers.some((level) => level.some((layer) => layer >= 0));
          if (isBlind) reject(new Error(manifest.atlases[0]?.pages[0] ?? 'atlas'));
          else resolve();
        };
        arrived();
      });
    },
    get drawn() {
      const list = front.items !== null && front.chosen === null ? visibleFront : visible;
      return list.items.subarray(0, list.length);
    },
    get textureBytes() { return (first?.bytes ?? 0) + (others?.bytes ?? 0); },
    get isLoading() { return pages.isLoading; },
  };
}

/** A part of a good order is a good one too; to follow it is several times faster. See keptApart. */
const TRUSTED = 4;

const isThinned = (places: Places): boolean => places.appears.some((zoom) => zoom > 0);

/** The wall over everything, so thick that `dim` of what lies under it is seen. */
function veil({ wall, dim }: Palette): Colour {
  const thick = 1 - dim;
  return [wall[0] * thick, wall[1] * thick, wall[2] * thick, thick];
}

/** Lines first, then ring and gap of each; the pictures come on top. */
function drawMarks(front: Front, at: (item: number) => OnScreen, { mark, wall }: Palette, flat: ReturnType<typeof createFlat>): void {
  const chosen = at(front.chosen!);
  front.near.forEach((item, place) => flat.line(chosen, at(item), 2.6 - (1.3 * place) / 5, mark));
  for (const item of front.near.toReversed()) {
    flat.box(at(item), 3, mark);
    flat.box(at(item), 1.5, wall);
  }
  flat.box(chosen, 4.5, mark);
  flat.box(chosen, 2, wall);
}

function sceneOf(geometry: BufferGeometry, material: RawShaderMaterial): Scene {
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.matrixWorldAutoUpdate = false;
  scene.add(mesh);
  return scene;
}

function blended(vertexShader: string, fragmentShader: string, uniforms: Record<string, IUniform>): RawShaderMaterial {
  return new RawShaderMaterial({
    vertexShader, fragmentShader, uniforms, glslVersion: GLSL3, depthTest: false, depthWrite: false, transparent: true,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, premultipliedAlpha: true, side: 2,
  });
}
