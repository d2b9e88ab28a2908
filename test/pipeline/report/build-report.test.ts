import { describe, expect, it } from 'vitest';
import { buildReport, reportLines } from '../../../pipeline/report/build-report.ts';
import { FORMAT, FORMAT_VERSION, type Manifest } from '../../../src/gallery/manifest.ts';

const manifest: Manifest = {
  format: FORMAT, version: FORMAT_VERSION, id: 'tiny', title: 'Tiny', description: 'None.', noun: { one: 'dot', many: 'dots' }, order: 1, count: 2,
  items: 'items.arrow', neighbours: 1, neighbourRows: 2048, labels: [], facts: [], atlases: [], imageSizes: [], credits: [], families: [],
  encoders: [{
    id: 'conv-autoencoder', name: 'Autoencoder', description: '', dimensions: 64, distance: 'cosine', distanceNote: '', input: { width: 1, height: 1, channels: 3 },
    reconstruction: { meanSquaredError: 0.01, median: 0.008, heldOut: { count: 1, meanSquaredError: 0.0125, median: 0.0125 } }, retrieval: {},
  }],
  layouts: [{ id: 'conv-autoencoder/tsne', encoder: 'conv-autoencoder', method: 'tsne', box: { width: 1, height: 1 }, x: 'x', y: 'y', scores: { trustworthiness: 0.9, continuity: 0.8, neighboursKept: 0.7 } }],
  counts: { found: 3, published: 2, skipped: [{ name: 'bad.png', reason: 'bad.png is damaged; replace it.' }] },
  files: {},
};
const files = { 'items.arrow': { bytes: 1, sha256: '' }, 'images/a.webp': { bytes: 10, sha256: '' }, 'images/b.webp': { bytes: 5, sha256: '' } };
const timings = [
  { name: 'images', seconds: 1.5, cached: false }, { name: 'images', seconds: 0.25, cached: true }, { name: 'training', seconds: 100, cached: true },
];

describe('buildReport', () => {
  const report = buildReport({ manifest, files }, [{ what: 'Gone since the last build', names: ['a.png', 'b.png'] }], timings, 12);

  it('adds up bytes by folder and seconds by stage', () => {
    expect(report.bytes).toEqual({ 'items.arrow': 1, images: 15 });
    expect(report.stages).toEqual([{ name: 'images', seconds: 1.75, times: 2, cached: 1 }, { name: 'training', seconds: 100, times: 1, cached: 1 }]);
  });

  it('keeps found = published + left out, with reasons, and scores by encoder and layout', () => {
    expect(report.counts.found).toBe(report.counts.published + report.counts.skipped.length);
    expect(report.encoders['conv-autoencoder']?.reconstruction?.heldOut?.meanSquaredError).toBe(0.0125);
    expect(report.layouts['conv-autoencoder/tsne']).toEqual({ trustworthiness: 0.9, continuity: 0.8, neighboursKept: 0.7 });
  });

  it('reads as lines for a person', () => {
    const scores = { ...report.layouts['conv-autoencoder/tsne']!, shepard: 0.25, standardErrors: { shepard: 0.01 }, classification: { region: { embedding: 0.7, map: 0.6 } } };
    const lines = reportLines({ ...report, layouts: { 'conv-autoencoder/tsne': scores } }).join('\n');
    expect(lines).toContain('tiny: 2 of 3 published, 1 left out');
    expect(lines).toContain('\n    bad.png is damaged; replace it.\n');
    expect(lines).toContain('  Gone since the last build (2): a.png, b.png');
    expect(lines).toContain('training: 100.0 (kept from an earlier build)');
    expect(lines).toContain('order of distances 0.250, region named by neighbours 0.600 (0.700 before) (from a sample, give or take 0.010)');
    expect(lines).toContain('reconstruction error 0.0100, held out 0.0125');
  });
});
