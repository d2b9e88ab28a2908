/** The memory governor: how many atlas pages a device may hold in graphics memory. */
import type { Level } from './levels.ts';
import { bytesOf, type PageArrayShape } from './page-array.ts';

export interface Device {
  /** Gigabytes, as the browser tells it: 0.25 … 8. Some do not. */
  memory: number | undefined;
  /** Device pixels of the screen. */
  screen: number;
  largestTexture: number;
  mostLayers: number;
}

/** What a browser tells of its device. */
export function deviceOf(context: WebGL2RenderingContext): Device {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return {
    memory: deviceMemory,
    screen: window.screen.width * window.screen.height * window.devicePixelRatio ** 2,
    largestTexture: context.getParameter(context.MAX_TEXTURE_SIZE) as number,
    mostLayers: context.getParameter(context.MAX_ARRAY_TEXTURE_LAYERS) as number,
  };
}

const MEGABYTE = 2 ** 20;

/**
 * Bytes of textures: 24 MB for each gigabyte of the device, 4 GB where it does not say, and at least four screens of pixels.
 * Between 48 and 192 MB: phones kill pages that take more, and no screen shows more.
 */
export const textureBudget = ({ memory = 4, screen }: Device): number =>
  Math.min(192, Math.max(48, memory * 24, (4 * 4 * screen) / MEGABYTE)) * MEGABYTE;

/**
 * Shapes of two arrays of pages: one for the first level, one for all others together. The first takes what it needs up to
 * two thirds of the budget; each holds one page at least. Null where there is no such level, or the device cannot hold a page.
 */
export function arraysFor(levels: readonly Level[], device: Device): { first: PageArrayShape | null; others: PageArrayShape | null } {
  const budget = textureBudget(device);
  const [first, ...others] = levels;
  const shaped = (chosen: readonly Level[], bytes: number): PageArrayShape | null => {
    const width = Math.max(0, ...chosen.map(({ atlas }) => atlas.columns * atlas.cell));
    const height = Math.max(0, ...chosen.map(({ atlas }) => atlas.rows * atlas.cell));
    if (width === 0 || Math.max(width, height) > device.largestTexture) return null;
    const versions = Math.min(...chosen.map((level) => level.versions));
    const pages = chosen.reduce((sum, { atlas }) => sum + atlas.pages.length, 0);
    const fitting = Math.floor(bytes / bytesOf({ width, height, versions, layers: 1 }));
    return { width, height, versions, layers: Math.max(1, Math.min(pages, fitting, mostPages(device, width * height), device.mostLayers)) };
  };
  const firstShape = first ? shaped([first], (budget * 2) / 3) : null;
  return { first: firstShape, others: shaped(others, budget - (firstShape ? bytesOf(firstShape) : 0)) };
}

/**
 * More pages than a view needs are not worth their memory. Those that a screen shows sharply hold about as many pixels as
 * the screen; half of each, or more, lies outside of it, and former views are come back to.
 */
const mostPages = ({ screen }: Device, pixels: number): number => Math.min(16, Math.max(8, Math.ceil((4 * screen) / pixels)));
