/** Atlas pages of one size in graphics memory: the layers of an array texture, each with smaller versions of itself. */
import { ExternalTexture } from 'three';

/** A page and its versions of half the sides, a quarter and so on. */
export type PageImages = readonly ImageBitmap[];

export interface PageArray {
  /** For a sampler2DArray; empty until the first page is put. */
  readonly texture: ExternalTexture;
  readonly width: number;
  readonly height: number;
  readonly layers: number;
  /** Versions of a page, the full one included. */
  readonly versions: number;
  /** Graphics memory that is taken: none before the first page is put. */
  readonly bytes: number;
  put(layer: number, images: PageImages): void;
  /** The context was lost, and the memory with it: the next page takes memory anew. */
  forget(): void;
}

export interface PageArrayShape {
  width: number;
  height: number;
  layers: number;
  versions: number;
}

/** Bytes that an array takes: four a pixel. */
export const bytesOf = ({ width, height, layers, versions }: PageArrayShape): number => {
  let bytes = 0;
  for (let version = 0; version < versions; version += 1) bytes += 4 * (width >> version) * (height >> version) * layers;
  return bytes;
};

export function createPageArray(context: WebGL2RenderingContext, shape: PageArrayShape): PageArray {
  const texture = new ExternalTexture();
  const bind = (): void => context.bindTexture(context.TEXTURE_2D_ARRAY, texture.sourceTexture as WebGLTexture | null);
  return {
    ...shape,
    texture,
    get bytes() { return texture.sourceTexture ? bytesOf(shape) : 0; },
    forget() { texture.sourceTexture = null; },
    put(layer, images) {
      if (!texture.sourceTexture) allocate();
      bind();
      context.pixelStorei(context.UNPACK_FLIP_Y_WEBGL, false);
      context.pixelStorei(context.UNPACK_ALIGNMENT, 4);
      images.forEach((image, version) => {
        context.texSubImage3D(context.TEXTURE_2D_ARRAY, version, 0, 0, layer, image.width, image.height, 1, context.RGBA, context.UNSIGNED_BYTE, image);
      });
    },
  };

  function allocate(): void {
    texture.sourceTexture = context.createTexture();
    bind();
    context.texStorage3D(context.TEXTURE_2D_ARRAY, shape.versions, context.RGBA8, shape.width, shape.height, shape.layers);
    context.texParameteri(context.TEXTURE_2D_ARRAY, context.TEXTURE_MIN_FILTER, context.LINEAR_MIPMAP_NEAREST);
    context.texParameteri(context.TEXTURE_2D_ARRAY, context.TEXTURE_MAG_FILTER, context.LINEAR);
    context.texParameteri(context.TEXTURE_2D_ARRAY, context.TEXTURE_WRAP_S, context.CLAMP_TO_EDGE);
    context.texParameteri(context.TEXTURE_2D_ARRAY, context.TEXTURE_WRAP_T, context.CLAMP_TO_EDGE);
  }
}

/** Decodes a page and makes its smaller versions. Sides are halved while cells stay apart, so a version is the mean of 2 × 2 pixels. */
export async function decodePage(blob: Blob, versions: number): Promise<PageImages> {
  const images = [await createImageBitmap(blob, { premultiplyAlpha: 'premultiply', colorSpaceConversion: 'none' })];
  while (images.length < versions) {
    const former = images.at(-1)!;
    images.push(await createImageBitmap(former, { resizeWidth: former.width >> 1, resizeHeight: former.height >> 1, resizeQuality: 'low', premultiplyAlpha: 'premultiply' }));
  }
  return images;
}
