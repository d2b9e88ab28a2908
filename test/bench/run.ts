/**
 * `npm run bench -- <name> [--json]`: measures what tests must not. Run it alone on an idle machine.
 *   augment pictures changed a second, beside pictures trained on a second
 *   build   cold and warm build of all galleries and the site: seconds and peak memory
 *   layout  t-SNE, neighbours, assignment and PCA, beside scikit-learn and scipy; parts may be named: `-- layout tsne-1000 knn`
 *   retrieval   judging encoders by class: seconds, beside sorting plain lists
 *   photographs photographs of 12 megapixels described by VGG19, a second and in how much memory: `-- photographs photographs=500 network=mobilenet`
 *   selection   search, filters and lasso of the map at 100,000 pictures: milliseconds
 *   sparse-autoencoder   losses of a published training over five seeds, beside PyTorch's; seeds may be named
 *   sparse-variations   that training with another rate and without sparsity: losses and units that are stuck; variations may be named
 *   train   images a second in training, beside PyTorch; workloads may be named: `-- train conv-autoencoder`
 *   viewer  frames, bytes and memory of the map of 1,000, 10,000 and 100,000 pictures: `-- viewer 10000 laptop use=120`
 *   visit   bytes and scripts of a first visit to the map of flags
 */
import { benchAugment } from './augment.ts';
import { benchBuild } from './build.ts';
import { benchLayout } from './layout.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchPhotographs } from './photographs.ts';
import { benchSelection } from './selection.ts';
import { benchSparseAutoencoder } from './sparse-autoencoder.ts';
import { benchSparseVariations } from './sparse-autoencoder/variations.ts';
import { benchTrain } from './train.ts';
import { benchViewer } from './viewer.ts';
import { benchVisit } from './visit.ts';

/** Takes the words after its name. */
type Bench = (words: readonly string[]) => Promise<Record<string, number>>;

const benches: Record<string, Bench> = {
  augment: benchAugment, build: benchBuild, layout: benchLayout, photographs: benchPhotographs, retrieval: benchRetrieval, selection: benchSelection, 'sparse-autoencoder': benchSparseAutoencoder, 'sparse-variations': benchSparseVariations,
  train: benchTrain, viewer: benchViewer, visit: benchVisit,
};
const [name, ...words] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const bench = name ? benches[name] : undefined;
if (!bench) {
  console.error(`Name one of: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
} else {
  const figures = await bench(words);
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else for (const [figure, value] of Object.entries(figures)) console.log(`${figure}: ${value.toLocaleString('en', { maximumFractionDigits: 2 })}`);
}
