import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { mapsOf } from '../../../pipeline/layout/maps.ts';
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { mapQuality } from '../../support/map-quality.ts';

/** Two clear groups in eight dimensions. */
function groups(count: number): Matrix {
  const random = seeded(1);
  const data = Float32Array.from({ length: count * 8 }, (_, index) => random.normal() * 0.1 + (Math.floor(index / 8) % 2 ? 3 : -3));
  return { data, rows: count, columns: 8 };
}

const options = { encoder: 'pixels', metric: 'euclidean', methods: ['tsne', 'pca', 'grid'], seed: 1 } as const;

describe('mapsOf', () => {
  it('makes a map of each method and grids for every screen', async () => {
    const layouts = await mapsOf(groups(40), options);
    expect(layouts.map((layout) => layout.manifest.id)).toEqual(['pixels/tsne', 'pixels/pca', 'pixels/grid-square', 'pixels/grid-tall', 'pixels/grid-wide']);
    for (const { manifest, coordinates } of layouts) {
      expect(coordinates).toHaveLength(80);
      coordinates.forEach((value, index) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual((index % 2 ? manifest.box.height : manifest.box.width) + 1e-4);
      });
      expect(manifest.scores.trustworthiness).toBeGreaterThan(0.5);
    }
  });

  it('makes the t-SNE map as it is told, and says how', async () => {
    const points = groups(40);
    const [short] = await mapsOf(points, { ...options, methods: ['tsne'], tsne: { perplexity: 5, iterations: 250 } });
    const [usual] = await mapsOf(points, { ...options, methods: ['tsne'] });
    expect(short!.manifest.tsne).toEqual({ perplexity: 5, iterations: 250 });
    expect(usual!.manifest.tsne).toEqual({ perplexity: 13, iterations: 1000 });
    expect(short!.coordinates).not.toEqual(usual!.coordinates);
  });

  it('says what a grid costs beside simpler ways', async () => {
    const layouts = await mapsOf(groups(40), { ...options, methods: ['grid'] });
    for (const { manifest: { scores: { assignment } } } of layouts) {
      expect(assignment!.gap).toBeLessThan(1e-9);
      expect(assignment!.greedy).toBeGreaterThan(assignment!.cost);
      expect(assignment!.random).toBeGreaterThan(assignment!.greedy);
    }
  });

  it('gives every item its own cell, upright or wide', async () => {
    const layouts = await mapsOf(groups(40), { ...options, methods: ['grid'] });
    for (const { manifest, coordinates } of layouts) {
      const cells = new Set(Array.from({ length: 40 }, (_, index) => `${coordinates[2 * index]} ${coordinates[2 * index + 1]}`));
      expect(cells.size).toBe(40);
      if (manifest.shape === 'tall') expect(manifest.rows!).toBeGreaterThan(manifest.columns!);
      if (manifest.shape === 'wide') expect(manifest.columns!).toBeGreaterThan(manifest.rows!);
    }
  });

  it('turns a map onto the map of another embedding', async () => {
    const points = groups(40);
    const first = await mapsOf(points, { ...options, methods: ['pca'] });
    const mirrored = { ...points, data: points.data.map((value) => -value) };
    const alone = await mapsOf(mirrored, { ...options, methods: ['pca'] });
    const turned = await mapsOf(mirrored, { ...options, methods: ['pca'], reference: first });
    const gap = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0);
    expect(gap(turned[0]!.coordinates, first[0]!.coordinates)).toBeLessThan(1e-3 * Math.max(1, gap(alone[0]!.coordinates, first[0]!.coordinates)));
  });

  it('judges a map of directions by directions, also where a point has none', async () => {
    const points = groups(40);
    points.data.fill(0, 0, 8);
    const layouts = await mapsOf(points, { ...options, metric: 'cosine' });
    for (const { manifest, coordinates } of layouts) {
      const { trustworthiness, continuity, neighboursKept } = await mapQuality(points, coordinates, { metric: 'cosine', seed: 1 });
      expect(manifest.scores, manifest.id).toMatchObject({ trustworthiness, continuity, neighboursKept });
    }
  });

  it('refuses points that are too many, before it does anything', async () => {
    await expect(mapsOf({ data: new Float32Array(0), rows: 21_500, columns: 25_088 }, options)).rejects.toThrow('fewer pictures');
  });

  it('places one and two items', async () => {
    for (const count of [1, 2]) {
      const layouts = await mapsOf(groups(count), options);
      expect(layouts).toHaveLength(5);
      for (const { coordinates } of layouts) expect(coordinates.every(Number.isFinite)).toBe(true);
    }
  });
});
