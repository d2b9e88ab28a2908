/** Opens the source that a collection names. */
import path from 'node:path';
import type { Collection } from '../collection.ts';
import { countryFlags } from './country-flags.ts';
import { folderOfPictures } from './folder.ts';
import type { Source } from './source.ts';

/** Folders are meant relative to `root`, the project's folder. */
export function readSource(source: Collection['source'], root: string): Promise<Source> {
  switch (source.type) {
    case 'country-flags': return countryFlags();
    case 'folder': return folderOfPictures({ folder: path.resolve(root, source.folder) });
  }
}
