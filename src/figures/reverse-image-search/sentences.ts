/** Sentences of the write-up “Reverse image search” that stay true whatever the build finds. */
import type { EvaluationPart } from '../../gallery/evaluation.ts';
import type { ManifestEncoder } from '../../gallery/manifest.ts';
import { classOf } from '../../utils/classes.ts';
import { chanceOfRight, scoresOf, standardError, withinChance } from '../../utils/evaluation.ts';
import { capital, counted, inWords, listed, percent, tenths, withCommas } from '../../utils/words.ts';
import { hardestQuery, precisionOf, typicalQuery, unlearned, type Contestant, type Role, type SearchFacts } from './facts.ts';

export function sentences(facts: SearchFacts) {
  const { gallery: { manifest, items }, evaluation, judged, fair, contestants, others, heldOut } = facts;
  const sizes = manifest.labels.find((label) => label.column === evaluation.column)?.values.map(({ count }) => count) ?? [];
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  const trained = contestants.flatMap(({ role, training }) => (training ? [{ role, training }] : []));
  const classes = (judged === 'heldOut' ? unlearned(facts) : items.list).map((item) => classOf(manifest, item));
  const few = hasSmallClass(classes);
  const chance = chanceOfRight(classes);
  const last = contestants.at(-1)!;
  return {
    count: counted(manifest.count, manifest.noun),
    classes: inWords(evaluation.classes.length),
    each: fewest === most ? `${inWords(most)} of each` : `${inWords(fewest)} to ${inWords(most)} of each`,
    split: splitSentence(trained[0]?.training.examples, fewest === most),
    compared: comparedSentence(contestants), answer: answerSentence(fair, contestants, judged),
    roles: roleSentences(contestants),
    notes: noteSentences(contestants),
    others: othersSentence(others),
    order: orderSentence(fair, contestants, few),
    accuracies: trained.flatMap(({ role, training: { accuracy } }) => (accuracy
      ? [`${capital(naming[role])} names the class of ${percent(accuracy.training)} of the photographs it learned from and of ${percent(accuracy.test)} of those held out.`] : [])).join(' '),
    fairness: fairnessSentence(judged, heldOut !== null),
    precision: `Precision at 5: the share of the five nearest${few ? ', or of as many as there are others of its class,' : ''} that are of the right class.${chance === null ? '' : ` Chance would give ${tenths(chance)}.`} ${spreadSentence(fair, contestants)}`,
    all: `All photographs among all others.${heldOut ? ' The encoders that learned here have seen most of these, so only those that did not can be judged by it.' : ''} The best of each column is bold.`,
    maps: mapSentence(facts),
    standsIn: standsInSentence(contestants.find(({ role }) => role === 'pretrained')?.encoder),
    /** Encoders in the order of all tables. */
    encoders: [...contestants.map(({ encoder }) => encoder.id), ...others.map(({ id }) => id)],
    typical: typicalQuery(facts), hardest: hardestQuery(facts),
    typicalWhy: `Of ${heldOut?.size ? 'those that no network learned from' : 'all photographs'}, this is the one whose results come closest to each encoder’s average. The answers come from all photographs.`,
    hardestWhy: `The ${judged === 'heldOut' ? 'held-out ' : ''}photograph for which ${last.encoder.name} does worst${judged === 'heldOut' ? ' when it searches among those held out' : ''}. The answers shown come from all photographs.`,
  };
}

const naming: Record<Role, string> = { scratch: 'the network from scratch', pretrained: 'the pretrained network', transfer: 'the network with new last layers' };

/** Is a class too small for five others? */
const hasSmallClass = (classes: readonly string[]): boolean =>
  [...Map.groupBy(classes.filter((name) => name !== ''), (name) => name).values()].some(({ length }) => length > 1 && length < 6);

function splitSentence(examples: { training: number; validation: number; test?: number | undefined } | undefined, alike: boolean): string {
  if (!examples) return 'No encoder of this build learned from them.';
  return `About six in ten were used for training, one in ten to choose the best epoch, and three in ten were held out: ${withCommas(examples.training)}, ${withCommas(examples.validation)} and ${withCommas(examples.test ?? 0)} photographs, in ${alike ? 'the same proportions for every class' : 'as nearly the same proportions for every class as their numbers allow'}. All encoders that learn here share this one split, and each was trained once: another split or seed would move the shares a little.`;
}

/** What is looked at in this build. */
export function comparedSentence(contestants: readonly Contestant[]): string {
  const names = listed(contestants.map(({ role, encoder }) => ({
    scratch: 'a small network trained on these photographs from nothing', pretrained: `${encoder.name} as it comes`, transfer: 'a pretrained network whose new last layers learned these photographs',
  })[role]));
  return contestants.length === 1 ? `This build holds one: ${names}.` : `${capital(inWords(contestants.length))} are compared here: ${names}.`;
}

/** What each encoder is, in their order, and which of its values are the description. */
export function roleSentences(contestants: readonly Contestant[]): string {
  const learners = contestants.filter(({ role }) => role !== 'pretrained');
  const values = [...new Set(learners.map(({ encoder }) => encoder.dimensions))];
  return [
    ...contestants.map((contestant) => tellers[contestant.role](contestant)),
    ...(learners.length > 0 && values.length === 1
      ? [`For the ${learners.length === 1 ? 'one that learns' : `${inWords(learners.length)} that learn`}, the description of a photograph is the ${withCommas(values[0]!)} values before the last layer.`] : []),
  ].join(' ');
}

const tellers: Record<Role, (contestant: Contestant) => string> = {
  scratch: ({ training }) => `The network from scratch is small. ${capital(inWords(layersOf(training, 'conv2d').length))} convolutions, each followed by a step that halves the picture, lead to layers of ${listed(hidden(training))} values and one value for each class. It sees each photograph turned, cropped and mirrored at random.`,
  pretrained: ({ encoder }) => `${encoder.name} is used as it comes.`,
  transfer: ({ encoder, training }) => `The network with new last layers keeps the convolutions of ${baseOf(encoder)} as they are and puts new layers on top, with ${listed(hidden(training))} values, that learn the classes.`,
};

const layersOf = (training: Contestant['training'], kind: string) => training?.layers.filter((layer) => layer.kind === kind) ?? [];

/** Values of the layers between the convolutions and the classes. */
const hidden = (training: Contestant['training']): string[] => layersOf(training, 'dense').slice(0, -1).map(({ output }) => withCommas(output[0]!));

/** The network that new last layers were put on: its description begins with it. */
const baseOf = ({ description }: ManifestEncoder): string => description.split(',')[0]!;

/** The sizes that encoders see photographs at, each once. */
export const inputSizes = (contestants: readonly Contestant[]): string[] =>
  [...new Set(contestants.flatMap(({ encoder: { input } }) => (input ? [`${input.width} × ${input.height}`] : [])))];

function noteSentences(contestants: readonly Contestant[]): string {
  const sizes = inputSizes(contestants);
  return [
    ...(sizes.length === 1 ? [`A photograph is seen at ${sizes[0]!} pixels.`] : []),
    ...(contestants.some(({ role }) => role === 'transfer') ? ['While the new layers learn, dropout silences a fifth of their values, as in the original.'] : []),
  ].join(' ');
}

/** Why there are rows in the tables that the text does not speak of. */
export function othersSentence(others: readonly Pick<ManifestEncoder, 'id' | 'name'>[]): string {
  if (others.length === 0) return '';
  const names = others.map(({ id, name }) => (id === 'mobilenet' ? `${name}, a smaller network that learned from a million photographs too,` : name));
  return `${listed(names)} ${others.length === 1 ? 'is' : 'are'} in the tables of results for comparison.`;
}

/** Who is asked, and why that is fair. */
export function fairnessSentence(judged: SearchFacts['judged'], learned: boolean): string {
  if (judged === 'heldOut') return 'The fair test uses held-out photographs alone: no network learned from the one that searches, nor from any that may be found.';
  return learned
    ? 'Too few photographs were held out to search among themselves, so those encoders that learned from the others are flattered.'
    : 'No encoder of this build learned from these photographs, so all of them can be judged.';
}

/** What the write-up finds, before it is explained. */
function answerSentence(part: EvaluationPart, contestants: readonly Contestant[], judged: SearchFacts['judged']): string {
  const known = judgedOf(part, contestants);
  return known.length > 0 ? `In short: of the five nearest ${judged === 'heldOut' ? 'among photographs that no network learned from' : 'of each photograph'}, ${sharesOf(known)} show the same kind of thing.` : '';
}

/** Does the published order hold? `few`: a class has fewer than five others. */
export function orderSentence(part: EvaluationPart, contestants: readonly Contestant[], few = false): string {
  const known = judgedOf(part, contestants);
  if (known.length === 0) return '';
  const first = `Of the five nearest${few ? ', or of as many as there are others of its class' : ''}, ${sharesOf(known)} are of the right class.`;
  const [scratch, pretrained, transfer] = known;
  if (!scratch || !pretrained || !transfer) return `${first} The expected order cannot be judged, because this build lacks an encoder.`;
  const against = [
    ...(scratch.precision < pretrained.precision ? [] : [`the network from scratch does ${scratch.precision === pretrained.precision ? 'as well as' : 'better than'} the pretrained one`]),
    ...(pretrained.precision < transfer.precision ? [] : [`on photographs it never saw, transfer does no better than the network it builds on${overlearned(transfer)}`]),
  ];
  const verdict = against.length === 0 ? 'That is the expected order: from scratch worst, pretrained between, transfer best.' : `That is not the expected order: ${against.join('; and ')}.`;
  return [first, verdict, ...closeCalls(part, [scratch, pretrained, transfer])].join(' ');
}

interface Judged extends Contestant {
  precision: number;
}

/** Those whose precision could be measured. */
const judgedOf = (part: EvaluationPart, contestants: readonly Contestant[]): Judged[] => contestants.flatMap((contestant) => {
  const precision = precisionOf(part, contestant);
  return precision === null ? [] : [{ ...contestant, precision }];
});

/** “23 % from scratch, 81 % by VGG19 and 88 % by transfer” */
const sharesOf = (known: readonly Judged[]): string => listed(known.map((contestant) => `${percent(contestant.precision)} ${named(contestant)}`));

/** A sentence for each step of the order that is smaller than two standard errors of the difference of such shares, taken as independent. */
function closeCalls(part: EvaluationPart, known: readonly Judged[]): string[] {
  return known.slice(1).flatMap((contestant, place) => {
    const before = known[place]!;
    return !withinChance(before.precision, contestant.precision, part.count) ? [] : [`Between ${percent(before.precision)} ${named(before)} and ${percent(contestant.precision)} ${named(contestant)} the gap is below two standard errors, so it may be chance.`];
  });
}

const named = ({ role, encoder }: Contestant): string =>
  ({ scratch: 'from scratch', pretrained: `by ${encoder.name}`, transfer: 'by transfer' })[role];

function overlearned({ training }: Contestant): string {
  const accuracy = training?.accuracy;
  return accuracy ? ` (it names ${percent(accuracy.training)} of what it learned from and ${percent(accuracy.test)} of what was held out)` : '';
}

/** How much such shares move by chance. */
function spreadSentence(part: EvaluationPart, contestants: readonly Contestant[]): string {
  const shares = contestants.flatMap(({ encoder }) => scoresOf(part, encoder.id)?.overall?.nearestNeighbourAccuracy ?? []);
  const error = Math.max(...shares.map((share) => standardError(share, part.count)));
  return shares.length === 0 ? '' : `With ${withCommas(part.count)} queries, a share of right answers has a standard error of up to ${(100 * error).toFixed(1)} points.`;
}

function mapSentence({ gallery: { manifest }, contestants, heldOut }: SearchFacts): string {
  const told = contestants.flatMap((contestant) => {
    const { encoder } = contestant;
    const score = manifest.layouts.find((layout) => layout.encoder === encoder.id && layout.method === 'tsne')?.scores.classification?.[manifest.classes ?? ''];
    return score ? [`${percent(score.map)} on the map ${named(contestant)} (${percent(score.embedding)} before flattening)`] : [];
  });
  const flattered = heldOut?.size ? ' Maps hold all photographs, so networks that learned from some of them are flattered.' : '';
  return told.length ? `Let the ten nearest on a map vote on a photograph’s class, and the vote is right for ${listed(told)}.${flattered}` : '';
}

/** What takes the place of VGG16; '' where nothing does. */
export function standsInSentence(pretrained: Pick<ManifestEncoder, 'id' | 'name'> | undefined): string {
  if (!pretrained || pretrained.id === 'vgg16') return '';
  return `${pretrained.name} stands in for VGG16${pretrained.id === 'vgg19' ? ': it is the same network with a few more convolutions' : ''}.`;
}
