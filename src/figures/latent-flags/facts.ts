/** Everything the write-up “Latent flags” says in numbers, read from the build. */
import { mainEncoder } from '../../gallery/main-encoder.ts';
import type { ManifestEncoder, ManifestFamily, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { loadGallery, loadTraining } from '../../utils/galleries.ts';
import { layerWords, pixelsOf } from '../../utils/encoders.ts';
import { capital, counted, inWords, listed, percent, short, withCommas } from '../../utils/words.ts';
import { changes, familyNamed, gains, meanFound, meanRanked, meanShared, nearestNames, tally, type Change, type Gain } from '../compare.ts';

/** Nearest items that are compared between encoders. */
export const COMPARED = 10;

export interface FlagFacts {
  gallery: Gallery;
  /** The encoder that takes pixels as they are. */
  plain: ManifestEncoder;
  /** The encoder that paints back. */
  painter: ManifestEncoder;
  training: TrainingRecord;
  /** Encoders that learned from photographs, where the gallery has any: the one that finds most of the families first. */
  borrowed: ManifestEncoder[];
  /** Those that changed most come first. */
  changes: Change[];
  unionJack: ManifestFamily | undefined;
}

/** Throws where the gallery lacks what the write-up speaks of. */
export async function flagFacts(id = 'flags'): Promise<FlagFacts> {
  const gallery = await loadGallery(id);
  const { manifest, items } = gallery;
  const painter = mainEncoder(manifest);
  const plain = pixelsOf(manifest);
  const training = await loadTraining(manifest, painter.id);
  if (!plain || !training || !painter.reconstruction) {
    throw new Error(`The write-up “Latent flags” needs a gallery “${id}” with pixels and a trained autoencoder; build the gallery again.`);
  }
  return {
    gallery, plain, painter, training,
    borrowed: manifest.encoders.filter((encoder) => encoder !== painter && encoder !== plain)
      .sort((a, b) => meanFound(manifest.families, b.id) - meanFound(manifest.families, a.id)),
    changes: changes(items, plain.id, painter.id, COMPARED),
    unionJack: familyNamed(manifest, 'union jack'),
  };
}

/** Sentences that stay true whatever the build finds. */
export function sentences({ gallery, plain, painter, training, borrowed, changes: all, unionJack }: FlagFacts) {
  const { manifest, items } = gallery;
  const most = all[0]!;
  const none = all.filter((change) => change.shared === 0).length;
  const reconstruction = painter.reconstruction!;
  const best = items.list.toSorted((a, b) => (a.errors[painter.id] ?? 0) - (b.errors[painter.id] ?? 0));
  const families = tally(manifest.families, plain.id, painter.id);
  const rest = training.epochs.length - training.bestEpoch;
  return {
    count: counted(manifest.count, manifest.noun),
    answer: manifest.families.length > 0 ? answerSentence(manifest.families, plain, painter, borrowed) : '',
    values: withCommas((painter.input?.width ?? 0) * (painter.input?.height ?? 0) * 3),
    numbers: inWords(painter.dimensions),
    size: `${painter.input?.width} × ${painter.input?.height}`,
    examples: withCommas(training.examples.training),
    validation: withCommas(training.examples.validation),
    synthetic: withCommas(manifest.synthetic?.count ?? training.examples.training + training.examples.validation),
    epochs: inWords(training.epochs.length),
    parameters: withCommas(training.parameters),
    batch: inWords(training.batch),
    stopped: rest === 0
      ? `The last of ${inWords(training.epochs.length)} epochs was the best.`
      : `The best epoch was the ${ordinal(training.bestEpoch)} of ${inWords(training.epochs.length)}; its weights are the ones kept.`,
    change: `On average ${all.length > 0 ? meanShared(all).toFixed(1) : '0'} of a flag’s ${inWords(COMPARED)} nearest are the same by pixels and by autoencoder. ${none === 0 ? 'No flag loses all of them.' : `${capital(inWords(none))} ${none === 1 ? 'flag loses' : 'flags lose'} all of them.`}`,
    changedMost: `${most.item.title} ${most.shared === 0 ? 'keeps none' : `keeps ${inWords(most.shared)}`}: its nearest are ${listed(nearestNames(items, plain.id, most.item.index, 3))} by pixels, and ${listed(nearestNames(items, painter.id, most.item.index, 3))} by autoencoder.`,
    unionJack: unionJack ? unionJackSentence(unionJack, plain, painter) : '',
    families: manifest.families.length > 0
      ? `Of ${inWords(manifest.families.length)} families, the autoencoder finds more of ${orNone(families.second)}, pixels find more of ${orNone(families.first)}, and both find the same share of ${orNone(families.same)}. Over all families pixels find ${percent(meanFound(manifest.families, plain.id))}, the autoencoder ${percent(meanFound(manifest.families, painter.id))}. The mean rank of members is ${meanRanked(manifest.families, plain.id).toFixed(1)} by pixels and ${meanRanked(manifest.families, painter.id).toFixed(1)} by autoencoder; lower is better.`
      : '',
    seenBefore: seenBeforeSentence(manifest.families),
    borrowed: borrowed.length > 0 ? borrowedSentences(borrowed, painter, manifest.families, manifest.noun) : '',
    borrowedNote: borrowed.map((encoder) => borrowedNote(encoder, manifest.noun.one)).join(' '),
    layers: borrowed.length === 1 ? 'what one of its layers puts out describes each flag' : `what ${inWords(borrowed.length)} of its layers put out describes each flag`,
    error: `Over all ${counted(manifest.count, manifest.noun)} the mean squared error is ${short(reconstruction.meanSquaredError)} per value, and half of them stay below ${short(reconstruction.median)}.`,
    extremes: `${best[0]?.title ?? ''} comes back best, ${best.at(-1)?.title ?? ''} worst.`,
    heldOut: reconstruction.heldOut
      ? `A second network was trained without ${inWords(reconstruction.heldOut.count)} of the flags: neither their designs nor their colours went into its training set. On these the error is ${short(reconstruction.heldOut.meanSquaredError)}, median ${short(reconstruction.heldOut.median)}. Flags that merely resemble them were not taken out. The settings of the network and of the synthetic flags were chosen with both errors in view, so both are a little flattering.`
      : '',
    flattering: reconstruction.heldOut ? '' : 'The settings of the network and of the synthetic flags were chosen with this error in view, so it is a little flattering.',
    distances: `${plain.name}: ${plain.distanceNote}. ${painter.name}: ${painter.distanceNote}.`,
  };
}

/** What the write-up finds, before it is explained. */
const answerSentence = (families: readonly ManifestFamily[], plain: ManifestEncoder, painter: ManifestEncoder, [best, ...others]: readonly ManifestEncoder[]): string =>
  `In short: among a flag’s nearest, pixels find ${percent(meanFound(families, plain.id))} of its look-alike family and the autoencoder ${percent(meanFound(families, painter.id))}${best ? `; ${best.name}, ${others.length > 0 ? `the best of ${inWords(others.length + 1)} layers of a network that never trained on a flag` : 'which never trained on a flag'}, finds ${percent(meanFound(families, best.id))}` : ''}.`;

/** What encoders that never saw a flag find; the first of them is compared with the autoencoder family by family. */
export function borrowedSentences(
  borrowed: readonly Pick<ManifestEncoder, 'id' | 'name' | 'dimensions'>[], painter: Pick<ManifestEncoder, 'id'>, families: readonly ManifestFamily[], noun: { one: string; many: string },
): string {
  const best = borrowed[0]!;
  const { first, second, same } = tally(families, painter.id, best.id);
  const sorted = gains(families, painter.id, best.id);
  const told = ({ family }: Gain): string => `“${family.title}” (${percent(family.scores[painter.id]?.found ?? 0)} by autoencoder, ${percent(family.scores[best.id]?.found ?? 0)} by ${best.name})`;
  const most = sorted[0];
  const least = sorted.at(-1);
  return [
    families.length === 0
      ? `${listed(borrowed.map(({ name, dimensions }) => `${name} keeps ${withCommas(dimensions)} numbers per ${noun.one}`))}.`
      : `Over all families, ${borrowed.map(({ id, name, dimensions }) => `${name}, with ${withCommas(dimensions)} numbers per ${noun.one}, finds ${percent(meanFound(families, id))} of the members`).join('; ')}.`,
    families.length > 0 ? `Family by family, ${best.name} beats the autoencoder in ${orNone(second)}, loses in ${orNone(first)} and ties in ${orNone(same)}.` : '',
    most && most.gain > 0 ? `It gains most on ${told(most)}${least && least.gain < 0 ? `, and loses most on ${told(least)}` : ''}.` : '',
  ].filter((sentence) => sentence !== '').join(' ');
}

/** “VGG19 sees a flag stretched to 224 × 224 pixels; its description is the output of layer …” */
export function borrowedNote(encoder: Pick<ManifestEncoder, 'name' | 'layer' | 'pooling' | 'input'>, noun: string): string {
  const { name, input } = encoder;
  const layer = layerWords(encoder);
  const parts = [
    ...(input ? [`sees a ${noun} stretched to ${input.width} × ${input.height} pixels`] : []), ...(layer ? [`describes it by the output of ${layer}`] : []),
  ];
  return parts.length > 0 ? `${name} ${parts.join(' and ')}.` : '';
}

/** Families of stripes, across and upright; with the Union Jack they are what was seen on the map of 2020. */
const STRIPED = ['red-white-blue-bars', 'arab-liberation', 'pan-african-across', 'upright-three-tricolour', 'pan-african-upright'];

/** Where Table 2 puts numbers on what was seen in 2020; '' where this build holds no such family. */
export function seenBeforeSentence(families: readonly Pick<ManifestFamily, 'id' | 'title'>[]): string {
  const found = [...STRIPED, 'union-jack'].flatMap((id) => families.filter((family) => family.id === id)).map(({ title }) => `“${title}”`);
  return found.length > 0 ? `Table 2 puts numbers on that: see ${listed(found)}.` : '';
}

/** How near the members of the family stand in each encoder, and which does better. */
export function unionJackSentence(family: ManifestFamily, plain: Pick<ManifestEncoder, 'id'>, painter: Pick<ManifestEncoder, 'id'>): string {
  const before = family.scores[plain.id]?.meanRank ?? 0;
  const after = family.scores[painter.id]?.meanRank ?? 0;
  const verdict = after < before ? 'The code brings them closer together.' : after > before ? 'The code moves them further apart.' : 'The code changes nothing for them.';
  return `Take the ${inWords(family.members.length)} flags of the family “${family.title}”. By pixels, each finds the others at rank ${before.toFixed(1)} on average; by autoencoder at rank ${after.toFixed(1)}. If nothing else came between them it would be ${(family.members.length / 2).toFixed(1)}. ${verdict}`;
}

const orNone = (count: number): string => (count === 0 ? 'none' : inWords(count));

/** 1 → “1st”, 22 → “22nd”. */
export function ordinal(value: number): string {
  const tens = value % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
