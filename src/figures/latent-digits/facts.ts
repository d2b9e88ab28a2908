/** Everything the write-up “Latent digits” says in numbers, read from the build. */
import { colouredLabel } from '../../gallery/class-colours.ts';
import { mainEncoder } from '../../gallery/main-encoder.ts';
import type { ManifestEncoder, ManifestLayout, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { withinChance } from '../../utils/evaluation.ts';
import { loadGallery, loadTraining } from '../../utils/galleries.ts';
import { pixelsOf } from '../../utils/encoders.ts';
import { findLayout } from '../../utils/grid.ts';
import { capital, counted, inWords, percent, short, tenths, withCommas } from '../../utils/words.ts';

/** Steps of t-SNE in 2024. */
export const PUBLISHED_STEPS = 300;
/** Digits painted back that are shown, and rows and columns of the grid that are. */
export const [PAINTED, SIDE] = [8, 44];

export interface DigitFacts {
  gallery: Gallery;
  painter: ManifestEncoder;
  pixels: ManifestEncoder;
  training: TrainingRecord;
  tsne: ManifestLayout;
  pca: ManifestLayout;
}

/** Throws where the gallery lacks what the write-up speaks of. */
export async function digitFacts(id = 'digits'): Promise<DigitFacts> {
  const gallery = await loadGallery(id);
  const { manifest } = gallery;
  const painter = mainEncoder(manifest);
  const pixels = pixelsOf(manifest);
  const training = await loadTraining(manifest, painter.id);
  const [tsne, pca] = [findLayout(manifest, painter.id, 'tsne'), findLayout(manifest, painter.id, 'pca')];
  if (!pixels || !training || !painter.reconstruction || !tsne || !pca || !colouredLabel(manifest)) {
    throw new Error(`The write-up “Latent digits” needs a gallery “${id}” with pixels, a trained autoencoder, both maps and a coloured label; build the gallery again.`);
  }
  return { gallery, painter, pixels, training, tsne, pca };
}

/** Shares of digits that most of their ten nearest name correctly. */
function told({ gallery: { manifest }, painter, pixels, tsne, pca }: DigitFacts) {
  const { column } = colouredLabel(manifest)!;
  const of = (layout: ManifestLayout | undefined): { embedding: number; map: number } => layout?.scores.classification?.[column] ?? { embedding: 0, map: 0 };
  return {
    code: of(tsne).embedding, tsne: of(tsne).map, pca: of(pca).map,
    pixels: of(findLayout(manifest, pixels.id, 'tsne')).embedding, pixelsTsne: of(findLayout(manifest, pixels.id, 'tsne')).map, painter: painter.name,
  };
}

/** Sentences that stay true whatever the build finds. */
export function sentences(facts: DigitFacts) {
  const { gallery: { manifest, items }, painter, training, tsne, pca } = facts;
  const shares = told(facts);
  const last = training.epochs.at(-1)!;
  const first = training.epochs[0]!;
  const explained = pca.scores.explained?.slice(0, 2).reduce((sum, share) => sum + share, 0) ?? 0;
  const byError = items.list.toSorted((a, b) => (a.errors[painter.id] ?? 0) - (b.errors[painter.id] ?? 0));
  return {
    count: counted(manifest.count, manifest.noun),
    training: withCommas(training.examples.training), validation: withCommas(training.examples.validation),
    parameters: withCommas(training.parameters), epochs: inWords(training.epochs.length), batch: inWords(training.batch),
    size: `${painter.input?.width} × ${painter.input?.height}`,
    values: withCommas((painter.input?.width ?? 0) * (painter.input?.height ?? 0)), numbers: withCommas(painter.dimensions),
    loss: `The loss, binary cross-entropy, went from ${first.training.toFixed(3)} in the first epoch to ${last.training.toFixed(3)} in the last; on the test digits, which the network never learned from, it ended at ${(last.test ?? last.validation).toFixed(3)}.`,
    bestEpoch: training.bestEpoch === training.epochs.length ? 'The last epoch was the best, and its weights are kept.' : `Epoch ${training.bestEpoch} was the best, and its weights are kept.`,
    error: `Over all ${counted(manifest.count, manifest.noun)} the mean squared error is ${short(painter.reconstruction!.meanSquaredError)} per pixel, where brightness runs from 0 to 1. ${byError[0]!.title} comes back best, ${byError.at(-1)!.title} worst.`,
    painted: `${capital(inWords(Math.min(PAINTED, manifest.count)))} test digits`,
    wall: wall(findLayout(manifest, painter.id, 'grid', 'square')),
    explained: percent(explained),
    answer: `In short: neighbours on the t-SNE map name ${tenths(shares.tsne)} of the digits correctly, neighbours on the PCA map ${tenths(shares.pca)}.`,
    told: `On the t-SNE map the vote is right for ${tenths(shares.tsne)} of the digits, on the PCA map for ${tenths(shares.pca)}. With all ${withCommas(painter.dimensions)} numbers of the code it is right for ${tenths(shares.code)}.`,
    pixels: comparison(shares, manifest.count),
    steps: tsne.tsne && tsne.tsne.iterations !== PUBLISHED_STEPS ? `t-SNE runs for ${withCommas(tsne.tsne.iterations)} steps here, as for most maps on this site; the published ${PUBLISHED_STEPS} were not tried.` : '',
    trust: `Of each digit’s ten nearest in the code, the t-SNE map keeps ${percent(tsne.scores.neighboursKept)}, the PCA map ${percent(pca.scores.neighboursKept)}. Trustworthiness, which asks whether neighbours on the map were neighbours before, is ${tsne.scores.trustworthiness.toFixed(3)} for t-SNE and ${pca.scores.trustworthiness.toFixed(3)} for PCA; 1 is best.`,
  };
}

/** What is seen of the grid: all of it, or its middle. */
export function wall(grid: Pick<ManifestLayout, 'columns' | 'rows'> | undefined): string {
  const whole = Math.max(grid?.columns ?? 0, grid?.rows ?? 0) <= SIDE;
  const rule = 'each digit has a cell of its own, as near to its place on the t-SNE map as all the others allow.';
  return whole ? `The grid: ${rule}` : `The middle of the grid: ${rule} The map holds the rest.`;
}

/** Who does better, as far as one training and `count` digits can tell: by two standard errors of the difference. */
export function comparison({ code, pixels, tsne, pixelsTsne }: Record<'code' | 'pixels' | 'tsne' | 'pixelsTsne', number>, count: number): string {
  const verdict = withinChance(pixels, code, count) ? 'Hardly: raw pixels do as well' : pixels > code ? 'No: raw pixels do better' : 'In part: raw pixels do worse';
  return `${verdict}. Neighbours by pixels name ${tenths(pixels)} correctly, neighbours by code ${tenths(code)}; on their t-SNE maps it is ${tenths(pixelsTsne)} and ${tenths(tsne)}.`;
}
