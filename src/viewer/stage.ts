/**
 * Draws the map with three: all pictures, a veil over those set back, lines and rings, the pictures in front. Loaded only
 * when a map is shown. It draws when told to and never by itself.
 */
import {
  Camera as NoCamera, CustomBlending, Mesh, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, Scene, type Texture, Vector2, Vector3, Vector4, WebGLRenderer, GLSL3,
} from 'three';
import type { Item } from '../gallery/items.ts';
import type { Manifest } from '../gallery/manifest.ts';
import { growth, type Camera, type Size } from './camera.ts';
import { readPalette, type Colour, type Palette } from './colours.ts';
import { createFlat } from './flat.ts';
import { onScreen, type OnScreen } from './pick.ts';
import type { Places } from './places.ts';
import { createQuads } from './quads.ts';
import { flatFragment, flatVertex, pictureFragment, pictureVertex } from './shaders.ts';
import { emptyTexture, loadPage } from './textures.ts';

/** What stands before the veil. */
export interface Front {
  /** Items in drawing order; null where nothing is set back. */
  items: readonly number[] | null;
  /** The chosen item and its nearest, nearest first. */
  chosen: number | null;
  near: readonly number[];
}

export interface View {
  places: Places;
  camera: Camera;
  /** Edges on whole pixels: sharp at rest, but they would tremble in a move. */
  still: boolean;
}

export interface Stage {
  resize(size: Size, density: number): void;
  /** Writes places to the graphics memory; to be called after they changed. */
  place(places: Places): void;
  front(front: Front): void;
  readTheme(): void;
  draw(view: View): void;
  /** Loads the atlas, small pictures first; rejects with the name of a file where no level arrives. */
  loadPictures(changed: () => void): Promise<void>;
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
  const [small, large] = manifest.atlases.toSorted((a, b) => a.cell - b.cell);
  const quads = createQuads(items, small, large);
  const nobody = new NoCamera();
  const none = emptyTexture();
  const shared = {
    stage: { value: new Vector2(1, 1) }, camera: { value: new Vector3() }, larger: { value: 1 }, density: { value: 1 }, snap: { value: 1 },
    hair: { value: new Vector4() },
    cells: { value: new Vector4(pageSide(small, 'columns'), pageSide(small, 'rows'), pageSide(large, 'columns'), pageSide(large, 'rows')) },
  };
  // Items that lie on the same pair of pages are drawn together: one call for a few hundred pictures.
  const groups = groupByPages(items, small, large).map((group) => {
    const uniforms = { ...shared, smallPage: { value: none }, largePage: { value: none }, level: { value: -1 } };
    const material = blended(pictureVertex, pictureFragment, uniforms);
    return { ...group, uniforms, all: sceneOf(quads.geometry(group.items), material), front: sceneOf(quads.geometry([]), material) };
  });
  const flat = createFlat();
  const flatScene = sceneOf(flat.geometry, blended(flatVertex, flatFragment, { stage: shared.stage }));
  let palette: Palette = readPalette(document.documentElement);
  let size: Size = { width: 1, height: 1 };
  let front: Front = { items: null, chosen: null, near: [] };

  const drawFlat = (fill: () => void): void => {
    flat.clear();
    fill();
    flat.finish();
    renderer.render(flatScene.scene, nobody);
  };

  return {
    resize(next, density) {
      size = next;
      renderer.setPixelRatio(density);
      renderer.setSize(next.width, next.height, false);
      shared.stage.value.set(next.width, next.height);
      shared.density.value = density;
    },
    place: (places) => quads.place(places),
    front(next) {
      front = next;
      for (const group of groups) {
        const mine = new Set(group.items);
        quads.redraw(group.front.geometry, (next.items ?? []).filter((item) => mine.has(item)));
      }
    },
    readTheme() {
      palette = readPalette(document.documentElement);
      shared.hair.value.set(...palette.hair);
    },
    draw({ places, camera, still }) {
      shared.camera.value.set(camera.x, camera.y, camera.zoom);
      shared.larger.value = growth(camera.zoom, places.exponent);
      shared.snap.value = still ? 1 : 0;
      // Each time: three forgets it when a lost context comes back.
      renderer.setClearColor(0, 0);
      renderer.clear();
      for (const group of groups) renderer.render(group.all.scene, nobody);
      if (front.items === null) return;
      drawFlat(() => {
        flat.box({ x: size.width / 2, y: size.height / 2, ...size }, 0, veil(palette));
        if (front.chosen !== null) drawMarks(front, (item) => onScreen(places, item, camera, size), palette, flat);
      });
      for (const group of groups) renderer.render(group.front.scene, nobody);
    },
    async loadPictures(changed) {
      const load = async (level: 0 | 1): Promise<void> => {
        const atlas = level === 0 ? small : large;
        if (!atlas) return;
        const pages = new Map<number, Promise<Texture>>();
        await Promise.all(groups.map(async (group) => {
          const page = level === 0 ? group.smallPage : group.largePage;
          if (!pages.has(page)) pages.set(page, loadPage(url(atlas.pages[page] ?? '')));
          const texture = await pages.get(page)!;
          (level === 0 ? group.uniforms.smallPage : group.uniforms.largePage).value = texture;
          group.uniforms.level.value = Math.max(level, group.uniforms.level.value);
          changed();
        }));
      };
      const failed: number[] = [];
      await load(0).catch(() => failed.push(0));
      await load(1).catch(() => failed.push(1));
      // One level is enough to show pictures; with none the map is blind.
      if (failed.length === (large ? 2 : 1)) throw new Error(small?.pages[0] ?? 'atlas');
    },
  };
}

const pageSide = (atlas: Manifest['atlases'][number] | undefined, side: 'columns' | 'rows'): number => (atlas ? atlas[side] * atlas.cell : 1);

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

function sceneOf(geometry: Mesh['geometry'], material: RawShaderMaterial): { scene: Scene; geometry: Mesh['geometry'] } {
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.matrixWorldAutoUpdate = false;
  scene.add(mesh);
  return { scene, geometry };
}

function blended(vertexShader: string, fragmentShader: string, uniforms: Record<string, { value: unknown }>): RawShaderMaterial {
  return new RawShaderMaterial({
    vertexShader, fragmentShader, uniforms, glslVersion: GLSL3, depthTest: false, depthWrite: false, transparent: true,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, premultipliedAlpha: true, side: 2,
  });
}

type Pages = Manifest['atlases'][number];

function groupByPages(items: readonly Item[], small: Pages | undefined, large: Pages | undefined): { smallPage: number; largePage: number; items: number[] }[] {
  const pageOf = (index: number, atlas: Pages): number => Math.floor(index / (atlas.columns * atlas.rows));
  const groups = new Map<string, { smallPage: number; largePage: number; items: number[] }>();
  items.forEach((item, index) => {
    const pages = { smallPage: small ? pageOf(item[small.order], small) : 0, largePage: large ? pageOf(item[large.order], large) : 0 };
    const key = `${pages.smallPage} ${pages.largePage}`;
    const group = groups.get(key) ?? { ...pages, items: [] };
    group.items.push(index);
    groups.set(key, group);
  });
  return [...groups.values()];
}
