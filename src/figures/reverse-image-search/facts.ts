/** What the write-up “Reverse image search” speaks of, read from the build; its sentences stand in sentences.ts. */
import type { Evaluation, EvaluationPart } from '../../gallery/evaluation.ts';
import type { Item } from '../../gallery/items.ts';
import type { ManifestEncoder, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { answers, heldOutIds } from '../../utils/classes.ts';
import { hardestFirst, scoresOf } from '../../utils/evaluation.ts';
import { loadEvaluation, loadGallery, loadTraining } from '../../utils/galleries.ts';
import { learnersOf } from '../../utils/learners.ts';

/** Roles in the order in which they were published to do better. */
const ROLES = { scratch: ['scratch-cnn'], pretrained: ['vgg16', 'vgg19', 'mobilenet'], transfer: ['transfer', 'transfer-vgg16', 'transfer-mobilenet'] } as const;
export type Role = keyof typeof ROLES;

export interface Contestant {
  role: Role;
  encoder: ManifestEncoder;
  training: TrainingRecord | null;
}

export interface SearchFacts {
  gallery: Gallery;
  evaluation: Evaluation;
  /** Ids of the photographs that no encoder learned from; null where none learned classes. */
  heldOut: ReadonlySet<string> | null;
  /** The part that encoders are judged by: `heldOut` where it can be measured, else `all`. */
  judged: 'heldOut' | 'all';
  fair: EvaluationPart;
  /** Those that are in this build, in the published order. */
  contestants: Contestant[];
  /** Encoders of this build that play no part in the experiment. */
  others: ManifestEncoder[];
}

/** Throws where the gallery has nothing that could be compared. */
export async function searchFacts(id = 'photographs'): Promise<SearchFacts> {
  const gallery = await loadGallery(id);
  const { manifest } = gallery;
  const evaluation = await loadEvaluation(manifest);
  const contestants = await Promise.all((Object.keys(ROLES) as Role[]).flatMap((role) => {
    const encoder = ROLES[role].flatMap((wanted) => manifest.encoders.filter((each) => each.id === wanted))[0];
    return encoder ? [loadTraining(manifest, encoder.id).then((training) => ({ role, encoder, training }))] : [];
  }));
  if (!evaluation || contestants.length === 0 || !measured(evaluation.all)) {
    throw new Error(`The write-up “Reverse image search” needs a gallery “${id}” with photographs of which some share a class, and with VGG19, a network from scratch or one with new last layers; build the gallery again.`);
  }
  const judged = measured(evaluation.heldOut) ? 'heldOut' : 'all';
  return {
    gallery, evaluation, contestants, judged, fair: evaluation[judged]!, heldOut: heldOutIds(await learnersOf(gallery)),
    others: manifest.encoders.filter((encoder) => contestants.every((contestant) => contestant.encoder !== encoder)),
  };
}

/** Do two photographs of the part share a class, so that one can ask for the other? */
const measured = (part: EvaluationPart | undefined): boolean => part?.encoders.some(({ overall }) => overall !== null) ?? false;

/** Photographs that no encoder learned from; all where none learned, or none was kept from them. */
export function unlearned({ gallery: { items }, heldOut }: Pick<SearchFacts, 'gallery' | 'heldOut'>): Item[] {
  const kept = items.list.filter(({ id }) => heldOut?.has(id));
  return kept.length > 0 ? kept : items.list;
}

/** Id of the photograph, of those that were not learned from, on which the encoders come closest to their mean precision at ten over these. */
export function typicalQuery(facts: Pick<SearchFacts, 'gallery' | 'heldOut' | 'contestants'>): string {
  const candidates = unlearned(facts);
  const shares = facts.contestants.map(({ encoder }) => candidates.map((item) => {
    const { precision } = answers(facts.gallery, encoder.id, item, 10);
    return precision && precision.right / precision.of;
  }));
  const means = shares.map((of) => meanOf(of.filter((share) => share !== undefined)));
  const off = candidates.map((_, place) => shares.reduce((sum, of, encoder) => sum + Math.abs((of[place] ?? Infinity) - means[encoder]!), 0));
  return candidates[off.indexOf(Math.min(...off))]!.id;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Id of the photograph for which the last encoder finds its class worst; undefined where there is none. */
export const hardestQuery = ({ fair, contestants }: Pick<SearchFacts, 'fair' | 'contestants'>): string | undefined =>
  hardestFirst(fair, contestants.at(-1)!.encoder.id)[0]?.item;

/** Share of the five nearest that are of the class; null where it could not be measured. */
export const precisionOf = (part: EvaluationPart, { encoder }: Pick<Contestant, 'encoder'>): number | null => scoresOf(part, encoder.id)?.overall?.precisionAt5 ?? null;
