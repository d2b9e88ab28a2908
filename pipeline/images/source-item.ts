/** An image as a source hands it over, and one that is left out. */
import type { FactValue } from '../../src/gallery/items.ts';
import type { EncodedPicture } from './encoded-picture.ts';

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
  /** One sentence that begins with the name: what is wrong and what to do. */
  reason: string;
}
