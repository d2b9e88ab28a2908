/** Opens the source that a collection names. */
import path from 'node:path';
import { archivesFolder } from '../cache/folder.ts';
import { keyOf } from '../cache/key.ts';
import type { Stages } from '../cache/stages.ts';
import type { Downloads } from '../download/downloads.ts';
import { archiveOfPictures } from './archive/archive.ts';
import { countryFlags } from './country-flags.ts';
import { folderOfPictures } from './folder.ts';
import { mnist } from './mnist.ts';
import type { SourceSettings } from './settings.ts';
import type { Source } from './source.ts';

interface Places {
  /** The project's folder: folders and archives are meant relative to it. */
  root: string;
  /** Folder for what is kept of former builds. */
  cache: string;
  downloads: Downloads;
  /** Told of what is unpacked in the cache, so that it is kept. */
  stages: Pick<Stages, 'needs'>;
}

export function readSource(source: SourceSettings, { root, cache, downloads, stages }: Places): Promise<Source> {
  /** Where a source keeps what it knows of its files. */
  const index = path.join(cache, 'files', `${keyOf(JSON.stringify(source), root).slice(0, 16)}.json`);
  switch (source.type) {
    case 'country-flags': return countryFlags();
    case 'mnist': return mnist();
    case 'folder': return folderOfPictures({ ...source, folder: path.resolve(root, source.folder), index });
    case 'archive': {
      const from = 'file' in source.from ? { file: path.resolve(root, source.from.file) } : source.from;
      return archiveOfPictures({ ...source, from, index, downloads, unpacked: archivesFolder(cache), onUnpacked: (name) => stages.needs(name) });
    }
  }
}
