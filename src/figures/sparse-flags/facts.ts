/** Everything the write-up “Sparse flags” says in numbers, read from the build. */
import type { CodeStudy } from '../../gallery/code-study.ts';
import { mainEncoder } from '../../gallery/main-encoder.ts';
import type { ManifestEncoder, ManifestFamily, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { loadCodeStudy, loadGallery, loadTraining } from '../../utils/galleries.ts';
import { pixelsOf } from '../../utils/encoders.ts';
import { capital, counted, inWords, listed, percent, short, withCommas } from '../../utils/words.ts';
import { PUBLISHED } from './published.ts';

export interface SparseFacts {
  gallery: Gallery;
  painter: ManifestEncoder;
  plain: ManifestEncoder;
  training: TrainingRecord;
  study: CodeStudy;
}

/** Throws where the gallery lacks what the write-up speaks of. */
export async function sparseFacts(id = 'national-flags'): Promise<SparseFacts> {
  const gallery = await loadGallery(id);
  const painter = mainEncoder(gallery.manifest);
  const plain = pixelsOf(gallery.manifest);
  const [training, study] = await Promise.all([loadTraining(gallery.manifest, painter.id), loadCodeStudy(gallery.manifest, painter.id)]);
  if (!plain || !training || !study) throw new Error(`The write-up “Sparse flags” needs a gallery “${id}” with pixels and a sparse autoencoder; build the gallery again.`);
  return { gallery, painter, plain, training, study };
}

/** The middle of some values, of an even number the mean of the two. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

const PUBLISHED_BEST = Math.min(...PUBLISHED.map((losses) => losses.validation));

/** The lowest validation loss of each training at the epochs that were published: a look at more of them would find lower ones. */
const lowestAtPublished = (runs: CodeStudy['runs']): number[] =>
  runs.map(({ epochs }) => Math.min(...epochs.filter(({ epoch }) => PUBLISHED.some((losses) => losses.epoch === epoch)).map(({ validation }) => validation)));

/** A unit that says less, or lacks less of its full answer, on average over all flags, hardly tells one flag from another. */
const STUCK = 0.05;

/** Units that are on, and units that are off, for nearly every flag. */
const stuck = (units: readonly { activity: number }[]): { busy: number; idle: number } => ({
  busy: units.filter(({ activity }) => activity > 1 - STUCK).length, idle: units.filter(({ activity }) => activity < STUCK).length,
});

export function sentences({ gallery: { manifest, items }, painter, plain, training, study }: SparseFacts) {
  const { parts, runs, detectors: { units }, sums } = study;
  const lowest = lowestAtPublished(runs);
  const kept = training.epochs.find((losses) => losses.epoch === training.bestEpoch)!;
  const errorOf = (ids: readonly string[]): number => {
    const errors = items.list.filter((item) => ids.includes(item.id)).map((item) => item.errors[painter.id] ?? 0);
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  };
  const { busy, idle } = stuck(units);
  const mean = units.reduce((sum, { activity }) => sum + activity, 0) / units.length;
  const single = sums.find(({ terms }) => terms.length === 1);
  const titles = (ids: readonly string[]): string => listed(ids.map((id) => items.list.find((item) => item.id === id)?.title ?? id));
  const largest = sums.toSorted((a, b) => b.terms.length - a.terms.length)[0];
  const later = training.epochs.filter((losses) => losses.epoch >= training.bestEpoch).map((losses) => losses.validation);
  const whole = (value: number): string => withCommas(Math.round(value));
  return {
    count: counted(manifest.count, manifest.noun),
    values: withCommas((painter.input?.width ?? 0) * (painter.input?.height ?? 0) * 3),
    size: `${painter.input?.width} × ${painter.input?.height}`,
    units: inWords(painter.dimensions),
    parameters: withCommas(training.parameters),
    batch: inWords(training.batch),
    epochs: withCommas(training.epochs.at(-1)!.epoch),
    learned: inWords(parts.training.length), checked: inWords(parts.validation.length), tested: inWords(parts.test.length),
    trainings: inWords(runs.length),
    stopped: `Losses were measured before training and after every ${steps(training)}. The weights kept are those of epoch ${withCommas(training.bestEpoch)}, where the validation loss is lowest: ${whole(kept.validation)}.`,
    answer: `In short: at the epochs that were published, the lowest validation loss of ${inWords(runs.length)} trainings is ${whole(middle(lowest))} in the median, from ${whole(Math.min(...lowest))} to ${whole(Math.max(...lowest))}; ${whole(PUBLISHED_BEST)} was published.`,
    overfit: `The mean squared error per value is ${short(errorOf(parts.training))} on the ${inWords(parts.training.length)} training flags and ${short(errorOf(parts.test))} on the ${inWords(parts.test.length)} test flags, ${(errorOf(parts.test) / errorOf(parts.training)).toFixed(1)} times as much.`,
    activity: `${busy === 0 ? 'No unit is' : `${capital(inWords(busy))} of the ${inWords(units.length)} units ${busy === 1 ? 'is' : 'are'}`} on for nearly every flag, and ${idle === 0 ? 'none is' : `${inWords(idle)} ${idle === 1 ? 'is' : 'are'}`} off for nearly every flag. On average a unit gives ${percent(mean)} of its full answer, where the penalty asks for 25 %. At the epoch kept, the penalty accounts for ${short(study.penalty)} of the training loss of ${whole(kept.training)}.`,
    codes: single ? codeSentence(titles(single.terms), single.code) : '',
    sums: largest ? `In the sum of ${titles(largest.terms)} the largest value is ${Math.max(...largest.code).toFixed(2)}; the code of a single flag never exceeds 1.` : '',
    after: `${later.length > 1 ? `After epoch ${withCommas(training.bestEpoch)} the validation loss is ${whole(Math.max(...later))} at its highest and ${whole(training.epochs.at(-1)!.validation)} at the end.` : 'The validation loss is lowest at the end.'} In 2016 it rose from ${PUBLISHED[3].validation} at epoch ${PUBLISHED[3].epoch} to ${PUBLISHED[4].validation} at epoch ${PUBLISHED[4].epoch}.`,
    unseen: testSentence(runs),
    shortfall: shortfallSentences(runs, units),
    groups: groupSentences(manifest.families, painter, plain, manifest.count),
    distances: `${painter.name}: ${painter.distanceNote}. ${plain.name}: ${plain.distanceNote}.`,
  };
}

/** How many values of one flag's code are undecided. */
export function codeSentence(title: string, code: readonly number[]): string {
  const between = code.filter((value) => value > 0.1 && value < 0.9).length;
  const rest = code.length - between;
  const start = `Of the ${inWords(code.length)} values of the code of ${title}, ${between === 0 ? 'none lies' : `${between === code.length ? 'all' : inWords(between)} ${between === 1 ? 'lies' : 'lie'}`} between 0.1 and 0.9`;
  return rest === 0 ? `${start}.` : `${start}; ${between === 0 ? 'all are' : rest === 1 ? 'the other is' : 'the others are'} nearly 0 or 1.`;
}

/** How the training loss stands to the published one late in the training, and a cause that fits, where units are of little use. */
export function shortfallSentences(runs: readonly Pick<CodeStudy['runs'][number], 'epochs'>[], units: readonly { activity: number }[]): string {
  const last = lastPublishedOf(runs);
  if (!last) return '';
  const { published, losses } = last;
  const ours = middle(losses.map(({ training }) => training));
  const { busy, idle } = stuck(units);
  const loss = `At epoch ${withCommas(published.epoch)} the training loss is ${withCommas(Math.round(ours))} in the median, against ${withCommas(published.training)} published.`;
  if (ours <= published.training || busy + idle === 0) return loss;
  const left = units.length - busy - idle;
  return `${loss} A possible cause: in the training that made the codes, ${inWords(busy)} of ${inWords(units.length)} units ${busy === 1 ? 'is' : 'are'} on for nearly every flag and ${inWords(idle)} off, which leaves ${left === 0 ? 'none' : inWords(left)} to tell flags apart. The count of 2016 was not published.`;
}

/** How the loss on flags that no training saw stands to the published one late in the training, and whether that lies among ours. */
export function testSentence(runs: readonly Pick<CodeStudy['runs'][number], 'epochs'>[]): string {
  const last = lastPublishedOf(runs);
  if (!last) return '';
  const { published, losses } = last;
  const ours = losses.map(({ test }) => Math.round(test));
  const [least, most] = [Math.min(...ours), Math.max(...ours)];
  const range = `At epoch ${withCommas(published.epoch)} the loss on the test flags is ${withCommas(Math.round(middle(ours)))} in the median, from ${withCommas(least)} to ${withCommas(most)}, against ${withCommas(published.test)} published.`;
  const isWithin = published.test >= least && published.test <= most;
  return `${range} The published loss lies ${isWithin ? 'within that range: which flags are drawn, and the other chances of a training, move it as much' : 'outside that range'}.`;
}

/** The last epoch that was published and that trainings of ours looked at too, with their losses there; null where it is the one before training. */
function lastPublishedOf(runs: readonly Pick<CodeStudy['runs'][number], 'epochs'>[]) {
  const published = PUBLISHED.findLast(({ epoch }) => runs.some(({ epochs }) => epochs.some((losses) => losses.epoch === epoch)));
  if (!published || published.epoch === 0) return null;
  return { published, losses: runs.flatMap(({ epochs }) => epochs.filter(({ epoch }) => epoch === published.epoch)) };
}

/** “20 epochs”; losses are taken at equal steps. */
const steps = ({ epochs }: TrainingRecord): string => {
  const step = epochs[1]!.epoch - epochs[0]!.epoch;
  return step === 1 ? 'epoch' : `${inWords(step)} epochs`;
};

/** How many of the groups that were published are found again, all members nearest to each other, how many are nearer than chance has it, and how pixels do. */
export function groupSentences(
  families: readonly Pick<ManifestFamily, 'title' | 'scores'>[], painter: Pick<ManifestEncoder, 'id'>, plain: Pick<ManifestEncoder, 'id'>, count: number,
): string {
  if (families.length === 0) return '';
  const found = families.filter((family) => (family.scores[painter.id]?.found ?? 0) === 1);
  // The others, count − 1 of them, stand at count / 2 on average.
  const nearer = families.filter((family) => (family.scores[painter.id]?.meanRank ?? Infinity) < count / 4).length;
  return [
    found.length === 0
      ? families.length === 1 ? 'The members of the one group are not one another’s nearest.' : `In none of the ${inWords(families.length)} groups are the members one another’s nearest.`
      : `The members of ${listed(found.map((family) => `“${family.title}”`))} are one another’s nearest.`,
    `In random order the mean rank would be ${withCommas(count / 2)}; ${nearer === 0 ? 'none' : nearer === families.length && nearer > 1 ? 'all' : inWords(nearer)} of the groups ${nearer === 1 ? 'stays' : 'stay'} below half of that.`,
    versusPixels(families, painter, plain),
  ].join(' ');
}

/** Where pixels bring members nearer than the code does. */
function versusPixels(families: readonly Pick<ManifestFamily, 'title' | 'scores'>[], painter: Pick<ManifestEncoder, 'id'>, plain: Pick<ManifestEncoder, 'id'>): string {
  const rank = ({ scores }: Pick<ManifestFamily, 'scores'>, { id }: Pick<ManifestEncoder, 'id'>): number => scores[id]?.meanRank ?? Infinity;
  const nearer = families.filter((family) => rank(family, plain) < rank(family, painter));
  return nearer.length === 0 ? 'Pixels bring none of them nearer together.' : `Pixels bring ${listed(nearer.map(({ title }) => `“${title}”`))} nearer together than the code does.`;
}
