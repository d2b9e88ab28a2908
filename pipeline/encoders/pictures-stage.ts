/** The items' pictures as an encoder sees them, kept so that encoders of the same size share them and new pictures alone are read. */
import { codeKey } from '../cache/code-key.ts';
import { keyOf } from '../cache/key.ts';
import type { Stage, Stages } from '../cache/stages.ts';
import { picturesKey } from '../images/keys.ts';
import { emptyPictures, valuesPerPicture, type Pictures } from '../images/pictures.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';

/** Pictures read before they are kept. */
const BATCH = 64;

/** Pictures stretched to `width` × `height`, in the items' order. */
export function picturesStage(items: readonly PreparedItem[], [width, height]: readonly [number, number], stages: Stages): Stage<Pictures> {
  const parts = stages.perItem('pictures', [codeKey('pipeline/images/tensors.ts'), width, height], items.map((item) => item.picture.hash), {
    batch: BATCH,
    make: async (places) => {
      const pictures = await toPictures(places.map((place) => items[place]!), { width, height });
      const size = valuesPerPicture(pictures);
      return places.map((_, index) => pictures.data.slice(index * size, (index + 1) * size));
    },
  });
  let joined: Promise<Pictures> | undefined;
  return { name: parts.name, key: keyOf(parts.key, picturesKey(items)), value: () => (joined ??= parts.value().then((all) => join(all, width, height))) };
}

function join(parts: readonly Uint8Array[], width: number, height: number): Pictures {
  const pictures = emptyPictures(parts.length, width, height);
  parts.forEach((part, index) => pictures.data.set(part, index * valuesPerPicture(pictures)));
  return pictures;
}
