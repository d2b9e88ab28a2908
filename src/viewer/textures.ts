/** Atlas pages become textures, as they arrive. */
import { ClampToEdgeWrapping, LinearFilter, LinearMipmapLinearFilter, NoColorSpace, Texture } from 'three';

/** A texture of one transparent texel, in place of a page that has not arrived. */
export function emptyTexture(): Texture {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  return prepared(new Texture(canvas));
}

/** Loads a page; rejects where it does not arrive or is no picture. */
export async function loadPage(url: string): Promise<Texture> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob(), { premultiplyAlpha: 'premultiply', colorSpaceConversion: 'none' });
  return prepared(new Texture(bitmap));
}

function prepared(texture: Texture): Texture {
  texture.flipY = false;
  texture.colorSpace = NoColorSpace;
  texture.wrapS = ClampToEdgeWrapping;
  texture.wrapT = ClampToEdgeWrapping;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}
