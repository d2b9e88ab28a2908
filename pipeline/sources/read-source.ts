/** Opens the source that a collection names. */
import path from 'node:path';
import { keyOf } from '../cache/key.ts';
import type { Collection } from '../collection.ts';
import { countryFlags } from './country-flags.ts';
import { folderOfPictures } from './folder.ts';
import type { Source } from './source.ts';

interface Places {
  /** The project's folder: folders of pictures are meant relative to it. */
  root: string;
  /** Folder for what is kept of former builds. */
  cache: string;
}

export function readSource(source: Collection['source'], { root, cache }: Places): Promise<Source> {
  switch (source.type) {
    case 'country-flags': return countryFlags();
    case 'folder': {
      const folder = path.resolve(root, source.folder);
      return folderOfPictures({ folder, index: path.join(cache, 'files', `${keyOf(folder)}.json`) });
    }
  }
}
