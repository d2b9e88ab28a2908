/** Everything the write-up “Latent digits” says in numbers, read from the build. */
import { colouredLabel } from '../../gallery/class-colours.ts';
import type { ManifestEncoder, ManifestLayout, TrainingRecord } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { loadGallery, loadTraining } from '../../utils/galleries.ts';
import { pixelsOf } from '../../utils/encoders.ts';
import { findLayout, mainEncoder } from '../../utils/grid.ts';
import { capital, counted, inWords, percent, short, tenths, withCommas } from '../../utils/words.ts';

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

/** Shares of digits told rightly by most of their ten nearest. */
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
    error: `Over all ${counted(manifest.count, manifest.noun)} the mean squared error is ${short(painter.reconstruction!.meanSquaredError)} a pixel on a scale from 0 to 1. ${byError[0]!.title} comes back best, ${byError.at(-1)!.title} worst.`,
    painted: `${capital(inWords(Math.min(PAINTED, manifest.count)))} of the test digits above`,
    wall: wall(findLayout(manifest, painter.id, 'grid', 'square')),
    explained: percent(explained),
    told: `On the t-SNE map ${tenths(shares.tsne)} of digits are told rightly by most of their ten nearest; on the PCA map ${tenths(shares.pca)}. In the code itself, with all its ${withCommas(painter.dimensions)} numbers, it is ${tenths(shares.code)}.`,
    pixels: comparison(shares),
    trust: `Of a digit’s ten nearest in the code, t-SNE keeps ${percent(tsne.scores.neighboursKept)} among its ten nearest on the map, PCA ${percent(pca.scores.neighboursKept)}. Trustworthiness, which asks whether those that lie near on the map were near before, is ${tsne.scores.trustworthiness.toFixed(3)} and ${pca.scores.trustworthiness.toFixed(3)}.`,
  };
}

/** What is seen of the grid: all of it, or its middle. */
export function wall(grid: Pick<ManifestLayout, 'columns' | 'rows'> | undefined): string {
  const whole = Math.max(grid?.columns ?? 0, grid?.rows ?? 0) <= SIDE;
  const rule = 'each digit has a cell of its own, as near to its place on the t-SNE map as all the others allow.';
  return whole ? `The grid: ${rule}` : `The middle of the grid: ${rule} The map holds the rest.`;
}

function comparison({ code, pixels, tsne, pixelsTsne }: ReturnType<typeof told>): string {
  const verdict = pixels > code ? 'Pixels as they are do better' : pixels < code ? 'Pixels as they are do worse' : 'Pixels as they are do the same';
  return `${verdict}: ${tenths(pixels)} by the pixels against ${tenths(code)} by the code, and ${tenths(pixelsTsne)} against ${tenths(tsne)} on their t-SNE maps.`;
}
