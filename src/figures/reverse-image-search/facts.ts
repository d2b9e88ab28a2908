/** Everything the write-up “Reverse image search” says in numbers, read from the build. */
import type { Evaluation, EvaluationPart } from '../../gallery/evaluation.ts';
import type { Item } from '../../gallery/items.ts';
import type { ManifestEncoder, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { answers } from '../../utils/classes.ts';
import { scoresOf } from '../../utils/evaluation.ts';
import { loadEvaluation, loadGallery, loadTraining } from '../../utils/galleries.ts';
import { capital, counted, inWords, listed, percent, withCommas } from '../../utils/words.ts';

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
  /** Held-out photographs where an encoder learned classes, else all. */
  fair: EvaluationPart;
  /** Those that are in this build, in the published order. */
  contestants: Contestant[];
}

/** Throws where the gallery has no classes. */
export async function searchFacts(id = 'photographs'): Promise<SearchFacts> {
  const gallery = await loadGallery(id);
  const { manifest } = gallery;
  const evaluation = await loadEvaluation(manifest);
  if (!evaluation) throw new Error(`The write-up “Reverse image search” needs a gallery “${id}” whose pictures have classes; build the gallery again.`);
  const contestants = await Promise.all((Object.keys(ROLES) as Role[]).flatMap((role) => {
    const encoder = ROLES[role].flatMap((wanted) => manifest.encoders.filter((each) => each.id === wanted))[0];
    return encoder ? [loadTraining(manifest, encoder.id).then((training) => ({ role, encoder, training }))] : [];
  }));
  return { gallery, evaluation, fair: evaluation.heldOut ?? evaluation.all, contestants };
}

/**
 * The photograph on which the encoders do most nearly as they do over all: the smallest sum of differences in precision at ten. One that was
 * held out, where any was.
 */
export function typicalQuery(facts: SearchFacts): string {
  const { gallery, contestants, evaluation } = facts;
  const heldOut = heldOutIds(facts);
  const means = contestants.map(({ encoder }) => scoresOf(evaluation.all, encoder.id)?.overall?.precisionAt10 ?? 0);
  const off = (item: Item): number => contestants.reduce((sum, { encoder }, place) => {
    const { precision } = answers(gallery, encoder.id, item, 10);
    return sum + (precision ? Math.abs(precision.right / precision.of - means[place]!) : 1);
  }, 0);
  const candidates = gallery.items.list.filter((item) => !heldOut || heldOut.has(item.id)).map((item) => ({ id: item.id, off: off(item) }));
  return candidates.reduce((best, each) => (each.off < best.off ? each : best)).id;
}

/** Ids of the photographs that no encoder learned from; null where none learned. */
function heldOutIds({ contestants }: SearchFacts): Set<string> | null {
  const tests = contestants.flatMap(({ training }) => (training?.split ? [new Set(training.split.test)] : []));
  const [first, ...others] = tests;
  return first ? new Set([...first].filter((id) => others.every((test) => test.has(id)))) : null;
}

/** Sentences that stay true whatever the build finds. */
export function sentences(facts: SearchFacts) {
  const { gallery: { manifest }, evaluation, fair, contestants } = facts;
  const sizes = manifest.labels.find((label) => label.column === evaluation.column)?.values.map(({ count }) => count) ?? [];
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  const trained = contestants.flatMap(({ role, training }) => (training ? [{ role, training }] : []));
  const split = trained[0]?.training.examples;
  return {
    count: counted(manifest.count, manifest.noun),
    classes: inWords(evaluation.classes.length),
    each: fewest === most ? `${inWords(most)} of each` : `${inWords(fewest)} to ${inWords(most)} of each`,
    split: split ? `Of every class six in ten were learned from, one chose when to stop, and three were held out: ${withCommas(split.training)}, ${withCommas(split.validation)} and ${withCommas(split.test ?? 0)} photographs.` : '',
    three: capital(inWords(contestants.length)),
    names: listed(contestants.map(({ role, encoder }) => ({
      scratch: 'a small network trained on these photographs from nothing', pretrained: `${encoder.name} as it comes`, transfer: 'a pretrained network with new last layers that learned these',
    })[role])),
    encoders: contestants.map(({ encoder }) => encoder.id),
    order: orderSentence(fair, contestants),
    accuracies: trained.map(({ role, training }) => (training.accuracy
      ? `${capital(naming[role])} names the class of ${percent(training.accuracy.training)} of the photographs it learned from and of ${percent(training.accuracy.test)} of those held out.` : '')).join(' '),
    chance: percent(1 / evaluation.classes.length),
    spread: spreadSentence(fair, contestants),
    maps: mapSentence(facts),
  };
}

const naming: Record<Role, string> = { scratch: 'the network from scratch', pretrained: 'the pretrained network', transfer: 'the network with new last layers' };

const precisionOf = (part: EvaluationPart, { encoder }: Contestant): number => scoresOf(part, encoder.id)?.overall?.precisionAt5 ?? 0;

/** Does the published order hold? */
export function orderSentence(part: EvaluationPart, contestants: readonly Contestant[]): string {
  const told = listed(contestants.map((contestant) => `${percent(precisionOf(part, contestant))} ${named(contestant)}`));
  const first = `Of the five nearest, ${told} are of the class that was asked for.`;
  if (contestants.length < 3) return `${first} The published order cannot be judged, because this build lacks an encoder.`;
  const [scratch, pretrained, transfer] = contestants.map((contestant) => precisionOf(part, contestant)) as [number, number, number];
  if (scratch < pretrained && pretrained < transfer) return `${first} That is the published order: from scratch worst, pretrained between, transfer best.`;
  const rest = transfer <= pretrained
    ? `the new last layers do not bring photographs that they never saw closer to their class than the network that they stand on${overlearned(contestants.at(-1)!)}`
    : 'what was learned from nothing does better than what was learned from other photographs';
  return `${first} That is not the published order: ${rest}.`;
}

const named = ({ role, encoder }: Contestant): string =>
  ({ scratch: 'from scratch', pretrained: `by ${encoder.name}`, transfer: 'by transfer' })[role];

function overlearned({ training }: Contestant): string {
  const accuracy = training?.accuracy;
  return accuracy ? `; they name ${percent(accuracy.training)} of what they learned from and ${percent(accuracy.test)} of what was held out` : '';
}

/** How much such shares move by chance. */
function spreadSentence(part: EvaluationPart, contestants: readonly Contestant[]): string {
  const shares = contestants.map(({ encoder }) => scoresOf(part, encoder.id)?.overall?.nearestNeighbourAccuracy ?? 0);
  const error = Math.max(...shares.map((share) => Math.sqrt((share * (1 - share)) / Math.max(1, part.count))));
  return `With ${withCommas(part.count)} queries, a share of right answers has a standard error of up to ${(100 * error).toFixed(1)} points.`;
}

function mapSentence({ gallery: { manifest }, contestants }: SearchFacts): string {
  const told = contestants.flatMap((contestant) => {
    const { encoder } = contestant;
    const score = manifest.layouts.find((layout) => layout.encoder === encoder.id && layout.method === 'tsne')?.scores.classification?.[manifest.classes ?? ''];
    return score ? [`${percent(score.map)} on the map ${named(contestant)} (${percent(score.embedding)} before it was drawn flat)`] : [];
  });
  return told.length ? `Where the ten nearest on a map vote on the class of a photograph, they are right for ${listed(told)}.` : '';
}
