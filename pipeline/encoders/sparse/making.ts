/** What is made with the weights of a sparse autoencoder: codes, pictures painted back, and what is tried with them. Apart from how it is described, so that new words make nothing anew. */
import { rowsAt, type Matrix } from '../../../src/gallery/matrix.ts';
import { valuesPerPicture, type Pictures } from '../../images/pictures.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import type { Weights } from '../../network/weights.ts';
import type { CodeStudyNotes, Painted } from '../embedding.ts';
import { asPictures, reconstructionErrors } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { encodeSparse, HIDDEN, paintSparse } from './sparse-autoencoder.ts';
import type { Parts } from './split.ts';
import { randomCodes, signedPictures, sumsOf } from './study.ts';
import { activities, detectors, sparsityPenalty } from './units.ts';

type Settings = Extract<EncoderSettings, { type: 'sparse-autoencoder' }>;

/** What is made with the weights. */
export interface Made {
  codes: Matrix;
  painted: Painted;
  study: Omit<CodeStudyNotes, 'record'> & { penalty: number };
}

interface Making {
  seed: number;
  /** Places of the items whose codes are added up. */
  sums: readonly number[][];
  parts: Parts<number[]>;
  seen: Pictures;
  weights: Weights;
  engine: EngineName;
}

export async function make(settings: Settings, { seed, sums, parts, seen, weights, engine }: Making): Promise<Made> {
  const paint = async (codes: Matrix): Promise<Pictures> => asPictures(await paintSparse(weights, codes, valuesPerPicture(seen), engine), seen);
  const codes = await encodeSparse(weights, seen, engine);
  const painted = await paint(codes);
  const added = sumsOf(codes, sums);
  const random = randomCodes(codes, settings['random-codes'], seed);
  return {
    codes,
    painted: { seen, painted, errors: reconstructionErrors(seen, painted) },
    study: {
      penalty: sparsityPenalty(rowsAt(codes, parts.training)),
      detectors: detectorsOf(weights, codes, seen),
      sums: settings.sums.map((terms, row) => ({ terms, code: Array.from(added.data.subarray(row * HIDDEN, (row + 1) * HIDDEN)) })),
      sumPictures: await paint(added),
      random: random.from.map((from) => ({ from })),
      randomPictures: await paint(random.codes),
    },
  };
}

function detectorsOf(weights: Weights, codes: Matrix, size: Pictures): CodeStudyNotes['detectors'] {
  const active = activities(codes);
  const units = Array.from(active, (activity, unit) => ({ unit, activity })).sort((a, b) => b.activity - a.activity || a.unit - b.unit);
  return { units, pictures: signedPictures(rowsAt(detectors(weights), units.map(({ unit }) => unit)), size) };
}
