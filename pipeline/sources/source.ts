/** What every source of images hands to the pipeline. */
import type { Manifest } from '../../src/gallery/manifest.ts';
import type { GreyPictures } from '../images/grey.ts';
import type { Skipped, SourceItem } from '../images/source-item.ts';
import type { Notice } from '../report/notice.ts';

export interface Source {
  items: SourceItem[];
  /** Images seen before any was left out: items + skipped = found. */
  found: number;
  skipped: Skipped[];
  labels: { column: string; title: string }[];
  /** The label column that says what a picture is of, where one does: by it encoders are judged. */
  classes?: string;
  facts: Manifest['facts'];
  credits: Manifest['credits'];
  notices: Notice[];
  /** Pictures for encoders to learn from that are not published: where a source has them, the items stay unseen and test what was learnt. */
  training?: TrainingPictures;
}

export interface TrainingPictures {
  /** Of all that they are made from. */
  hash: string;
  read(): Promise<GreyPictures>;
}
