/** What a build did, in numbers: the published part (the same for the same inputs) and the seconds of this machine. */
import type { FileList, Manifest } from '../../src/gallery/manifest.ts';
import type { StageTiming } from '../cache/stages.ts';
import { noticeLine, type Notice } from './notice.ts';
import { counted } from './words.ts';

interface PublishedReport {
  id: string;
  counts: Manifest['counts'];
  encoders: Record<string, Pick<Manifest['encoders'][number], 'dimensions' | 'distance' | 'reconstruction' | 'retrieval'>>;
  layouts: Record<string, Manifest['layouts'][number]['scores']>;
  families: Record<string, Manifest['families'][number]['scores']>;
}

export interface BuildReport extends PublishedReport {
  /** What changed since the last build, what of a table fits no picture, and what encoders chose or left out. */
  notices: Notice[];
  /** Bytes published, by the first folder of the path. */
  bytes: Record<string, number>;
  /** Seconds a stage took when it was made; `cached` where this build did not make it. `times` counts stages of one name. */
  stages: { name: string; seconds: number; times: number; cached: number }[];
  /** Wall-clock seconds of this build of the collection. */
  seconds: number;
}

export function publishedReport(manifest: Omit<Manifest, 'files'>): PublishedReport {
  return {
    id: manifest.id,
    counts: manifest.counts,
    encoders: Object.fromEntries(manifest.encoders.map(({ id, dimensions, distance, reconstruction, retrieval }) =>
      [id, { dimensions, distance, ...(reconstruction && { reconstruction }), retrieval }])),
    layouts: Object.fromEntries(manifest.layouts.map((layout) => [layout.id, layout.scores])),
    families: Object.fromEntries(manifest.families.map((family) => [family.id, family.scores])),
  };
}

export function buildReport(
  { manifest, files }: { manifest: Manifest; files: FileList }, notices: readonly Notice[], timings: readonly StageTiming[], seconds: number,
): BuildReport {
  const bytes: Record<string, number> = {};
  for (const [path, file] of Object.entries(files)) {
    const part = path.includes('/') ? path.slice(0, path.indexOf('/')) : path;
    bytes[part] = (bytes[part] ?? 0) + file.bytes;
  }
  const stages = new Map<string, BuildReport['stages'][number]>();
  for (const timing of timings) {
    const stage = stages.get(timing.name) ?? { name: timing.name, seconds: 0, times: 0, cached: 0 };
    stages.set(timing.name, {
      name: timing.name, seconds: stage.seconds + timing.seconds, times: stage.times + 1, cached: stage.cached + (timing.cached ? 1 : 0),
    });
  }
  return {
    ...publishedReport(manifest),
    notices: [...notices],
    bytes,
    stages: [...stages.values()].map((stage) => ({ ...stage, seconds: Math.round(stage.seconds * 1000) / 1000 })),
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

/** The report as lines for a person. */
export function reportLines(report: BuildReport): string[] {
  const skipped = report.counts.skipped.map(({ reason }) => `    ${reason}`);
  return [
    `${report.id}: ${report.counts.published} of ${report.counts.found} published, ${report.counts.skipped.length} left out`,
    ...skipped,
    ...report.notices.map((notice) => `  ${noticeLine(notice)}`),
    '  seconds',
    ...report.stages.map((stage) => `    ${stage.name}: ${stage.seconds.toFixed(1)}${stage.cached === stage.times ? ' (kept from an earlier build)' : ''}`),
    `  bytes: ${Object.entries(report.bytes).map(([part, bytes]) => `${part} ${counted(bytes)}`).join(', ')}`,
    ...Object.entries(report.encoders).flatMap(([id, encoder]) => encoder.reconstruction
      ? [`  ${id}: reconstruction error ${encoder.reconstruction.meanSquaredError.toFixed(4)}${encoder.reconstruction.heldOut ? `, held out ${encoder.reconstruction.heldOut.meanSquaredError.toFixed(4)}` : ''}`]
      : []),
    ...Object.entries(report.layouts).map(([id, scores]) =>
      `  ${id}: trustworthiness ${scores.trustworthiness.toFixed(3)}, continuity ${scores.continuity.toFixed(3)}, neighbours kept ${scores.neighboursKept.toFixed(3)}`
      + (scores.shepard === undefined ? '' : `, order of distances ${scores.shepard.toFixed(3)}`)
      + Object.entries(scores.classification ?? {}).map(([column, { embedding, map }]) => `, ${column} named by neighbours ${map.toFixed(3)} (${embedding.toFixed(3)} before)`).join('')
      + (scores.standardErrors ? ` (from a sample, give or take ${Math.max(...Object.values(scores.standardErrors)).toFixed(3)})` : '')),
  ];
}
