/** The two orders in which pictures fill atlas pages: spread over the map, and near each other. */
import { hilbertPlace } from '../../src/gallery/hilbert.ts';
import { mainEncoder } from '../../src/gallery/main-encoder.ts';
import type { ManifestLayout } from '../../src/gallery/manifest.ts';
import { keptApart } from '../../src/gallery/representatives.ts';

/** Place of every item in each order. */
export interface AtlasOrders {
  spread: Uint32Array;
  near: Uint32Array;
}

/** By the layout that a map opens with: the main encoder's t-SNE map. Undefined where there is no layout. */
export function mainLayout<Laid extends { manifest: Pick<ManifestLayout, 'encoder' | 'method'> }>(
  layouts: readonly Laid[], encoders: readonly { id: string; reconstruction?: unknown }[],
): Laid | undefined {
  const main = mainEncoder({ encoders }).id;
  const own = layouts.filter(({ manifest }) => manifest.encoder === main);
  return own.find(({ manifest }) => manifest.method === 'tsne') ?? own[0] ?? layouts[0];
}

/** Orders by `coordinates`, interleaved x and y; items in their own order where there are none. */
export function atlasOrders(coordinates: Float32Array | undefined, count: number): AtlasOrders {
  const own = Uint32Array.from({ length: count }, (_, index) => index);
  if (!coordinates) return { spread: own, near: own };
  const x = Float32Array.from({ length: count }, (_, index) => coordinates[2 * index]!);
  const y = Float32Array.from({ length: count }, (_, index) => coordinates[2 * index + 1]!);
  const extent = Math.max(1e-9, ...[x, y].map((values) => values.reduce((most, value) => Math.max(most, value), 0)));
  const apart = keptApart(x, y, own, extent / 65535);
  const alongCurve = Float64Array.from({ length: count }, (_, index) => hilbertPlace((x[index]! / extent) * 65535, (y[index]! / extent) * 65535));
  return {
    spread: placesIn(own.toSorted((a, b) => apart[b]! - apart[a]! || a - b)),
    near: placesIn(own.toSorted((a, b) => alongCurve[a]! - alongCurve[b]! || a - b)),
  };
}

function placesIn(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((item, place) => { places[item] = place; });
  return places;
}
