/** The items' pictures as an encoder sees them, kept so that encoders of the same size share them. */
import { codeKey } from '../cache/code-key.ts';
import type { Stage, Stages } from '../cache/stages.ts';
import type { Pictures } from '../images/pictures.ts';
import { itemsKey } from '../images/keys.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';

/** Pictures stretched to `width` × `height`, in the items' order. */
export function picturesStage(items: readonly PreparedItem[], [width, height]: readonly [number, number], stages: Stages): Stage<Pictures> {
  return stages.stage('pictures', [codeKey('pipeline/images/tensors.ts'), itemsKey(items), width, height], () => toPictures(items, { width, height }));
}
