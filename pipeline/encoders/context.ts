/** What every encoder is given, and what it hands back. */
import type { Checkpoints } from '../cache/checkpoints.ts';
import type { Stages } from '../cache/stages.ts';
import type { Downloads } from '../download/downloads.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { Choice } from '../network/engine/choose.ts';
import type { Notice } from '../report/notice.ts';
import type { Progress } from '../report/progress.ts';
import type { SourceSettings } from '../sources/settings.ts';
import type { Source, TrainingPictures } from '../sources/source.ts';
import type { Embedding } from './embedding.ts';

/** What encoders ask of the collection that they serve. */
export interface ServedCollection {
  id: string;
  /** Its file in content/collections, for messages. */
  file: string;
  source: Pick<SourceSettings, 'type'>;
  seed: number;
}

/** A source before a sample is drawn and its pictures are opened. */
export interface WholeSource {
  /** Names of all its pictures' files, in order. */
  files: readonly string[];
  /** Names of what it left out unopened. */
  skipped: readonly string[];
  /** Whether only some of its pictures were opened: then nobody knows which of them can be read. */
  sampled: boolean;
}

export interface EncoderContext {
  /** The project's folder: files that settings name are relative to it. */
  root: string;
  collection: ServedCollection;
  items: readonly PreparedItem[];
  /** The source that the items come from: it may hold more. */
  whole: WholeSource;
  /** Columns of labels that tell the items apart. */
  labels: Source['labels'];
  /** Pictures to learn from beside the items, where the source has them. */
  training?: TrainingPictures;
  stages: Stages;
  /** Where networks that others trained come from. */
  downloads: Downloads;
  /** Where trainings are kept while they are not done. */
  checkpoints: Checkpoints;
  /** What trains and embeds: found out when it is first asked for. */
  engine: () => Promise<Pick<Choice, 'name' | 'version'>>;
  progress: Progress;
  signal?: AbortSignal;
}

/** The embedding, the key of all that it was made from, and what is to know of many pictures at once. */
export interface Embedded {
  embedding: Embedding;
  key: string;
  notices?: Notice[];
}
