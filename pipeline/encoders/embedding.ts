/** What an encoder makes of a collection: points to compare, and where it can, pictures painted back. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import type { CodeStudy } from '../../src/gallery/code-study.ts';
import type { ManifestEncoder, TrainingRecord } from '../../src/gallery/manifest.ts';
import type { Pictures } from '../images/pictures.ts';

export interface Embedding {
  /** How the manifest describes it, but for what is found out and where it is published later. */
  encoder: Omit<ManifestEncoder, 'retrieval' | 'training' | 'study'>;
  /** One row an item, in the items' order; compared by `encoder.distance`. */
  points: Matrix;
  painted?: Painted;
  training?: TrainingNotes;
  study?: CodeStudyNotes;
}

/** The collection's pictures as an encoder saw them and as it painted them back. */
export interface Painted {
  seen: Pictures;
  painted: Pictures;
  /** Mean squared error per value of each picture, values 0–1. */
  errors: Float32Array;
}

/** The training record before its pictures have addresses. */
export interface TrainingNotes {
  record: Omit<TrainingRecord, 'progress'>;
  /** How some items were painted back after some epochs. */
  frames: { item: number; epoch: number; picture: Pictures }[];
}

/** What was tried with codes, before its pictures have addresses. */
export interface CodeStudyNotes {
  record: Pick<CodeStudy, 'parts' | 'runs' | 'penalty'>;
  /** The picture that excites each unit most, mean 128, and the mean of what the unit says of the items. Busiest units first. */
  detectors: { pictures: Pictures; units: { unit: number; activity: number }[] };
  /** Codes of items added up, and what they are painted as. */
  sums: { terms: string[]; code: number[] }[];
  sumPictures: Pictures;
  random: { from: CodeStudy['random'][number]['from'] }[];
  randomPictures: Pictures;
}
