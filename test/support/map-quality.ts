import { openMapJudge, type MapQuality } from '../../pipeline/similarity/map-quality.ts';

/** One map alone, as `openMapJudge` judges it. */
export async function mapQuality(points: Parameters<typeof openMapJudge>[0], coordinates: Float32Array, options: Parameters<typeof openMapJudge>[1] = {}): Promise<MapQuality> {
  const judge = await openMapJudge(points, options);
  try {
    return await judge.judge(coordinates);
  } finally {
    await judge.close();
  }
}
