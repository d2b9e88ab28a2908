/** The files of weights that a TensorFlow.js model names. */
import { readFile } from 'node:fs/promises';

/** Of a `model.json` that was fetched from `url`: each file as it is named there, and its address. */
export async function shardsIn(file: string, url: string): Promise<{ name: string; url: string }[]> {
  const { weightsManifest } = JSON.parse(await readFile(file, 'utf8')) as { weightsManifest: { paths: string[] }[] };
  return weightsManifest.flatMap(({ paths }) => paths).map((name) => ({ name, url: new URL(name, url).href }));
}
