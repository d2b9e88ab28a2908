/** What every source of images hands to the pipeline. */
import type { FactValue } from '../../src/gallery/items.ts';
import type { Manifest } from '../../src/gallery/manifest.ts';
import type { EncodedPicture } from '../images/encoded-picture.ts';
import type { GreyPictures } from '../images/grey.ts';

/** One image before it is decoded. */
export interface SourceItem {
  id: string;
  /** The address of its page, where nothing but the picture itself decides it; otherwise one is made of the title. */
  slug?: string;
  title: string;
  /** A longer or official name; empty where there is none. */
  subtitle: string;
  /** Names of other places or things that share this very picture. */
  aliases: string[];
  /** What people may also type to find it: short forms, former names, names in other languages. Never shown by themselves. */
  spellings?: string[];
  labels: Record<string, string>;
  facts: Record<string, FactValue>;
  /** Name of the file the picture came from, for messages. */
  file: string;
  picture: EncodedPicture;
}

export interface Skipped {
  name: string;
  /** One sentence: what is wrong and what to do. */
  reason: string;
}

/** Something to know about many pictures or rows at once. */
export interface Notice {
  /** What is the matter with what is named, without a full stop. */
  what: string;
  names: string[];
}

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
