import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { File, ready } from 'h5wasm/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDownloads } from '../../../../pipeline/download/downloads.ts';
import { PICTURE, pretrainedFiles } from '../../../../pipeline/encoders/pretrained/models.ts';
import { vgg } from '../../../../pipeline/encoders/pretrained/vgg.ts';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { inferShapes, sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import { temporaryFolder } from '../../../support/folder.ts';

const kinds = ['vgg16', 'vgg19'] as const;
type Kind = (typeof kinds)[number];
const networks = { vgg16: vgg('vgg16', PICTURE), vgg19: vgg('vgg19', PICTURE) };
/** The first value of each tensor in the files below. All others are 0, so that files of the real shapes are small. */
const marks = (kind: Kind): Map<string, number> => new Map(weightsOf(networks[kind]).map(({ name }, index) => [name, index + 1]));

let folder: string;
beforeAll(async () => {
  await ready;
  folder = await mkdtemp(path.join(tmpdir(), 'hdf5-'));
  for (const kind of kinds) write(kind);
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = (kind: Kind): string => path.join(folder, `${kind}.h5`);

/** As Keras published them: a group a layer, kernels as height × width × inputs × outputs. */
function write(kind: Kind): void {
  const root = new File(fileOf(kind), 'w');
  for (const { layer, weights } of inferShapes(networks[kind])) {
    const group = root.create_group(layer.name);
    for (const { name, shape } of weights) {
      const theirs = shape.length === 4 ? [shape[2]!, shape[3]!, shape[1]!, shape[0]!] : [...shape];
      const data = new Float32Array(sizeOf(shape));
      data[0] = marks(kind).get(name)!;
      group.create_dataset({ name: `${layer.name}_${shape.length === 4 ? 'W' : 'b'}_1:0`, data, shape: theirs, chunks: theirs, compression: 'gzip' });
    }
  }
  root.close();
}

/** What comes of asking for `kind` where the network sends the weights of `sent`. */
async function opened(kind: Kind, sent: Kind) {
  const kept = await temporaryFolder();
  const asked: string[] = [];
  const fetch = async (address: unknown): Promise<Response> => {
    asked.push(String(address));
    return new Response(await readFile(fileOf(sent)));
  };
  const files = await pretrainedFiles(kind, openDownloads({ folder: kept, lockFile: path.join(kept, 'lock.yaml'), fetch }));
  return { asked, ...await files.open() };
}

it.each(kinds)('%s is fetched as weights of Keras and opened with the layers described here, for colours in the order red, green, blue', async (kind) => {
  const { asked, network, weights } = await opened(kind, kind);
  expect(asked).toEqual([expect.stringMatching(new RegExp(`/${kind}/${kind}_weights_tf_dim_ordering_tf_kernels_notop\\.h5$`))]);
  expect(network.layers.slice(1)).toEqual(networks[kind].layers);
  expect(network.layers[0]!.name).toBe('preprocess');
  // The first kernel's input of blue has become its last.
  const read = weightsOf(networks[kind]).map(({ name, shape }) => [name, weights.get(name)!.shape.join() === shape.join(), weights.get(name)!.data[name === 'block1_conv1.weight' ? 2 * 3 * 3 : 0]]);
  expect(read).toEqual([...marks(kind)].map(([name, mark]) => [name, true, mark]));
});

it('refuses the weights of VGG16 for VGG19, by the first layer that they lack', async () => {
  await expect(opened('vgg19', 'vgg16')).rejects.toThrow(Problem);
  await expect(opened('vgg19', 'vgg16')).rejects.toThrow(/holds no kernel of layer “block3_conv4”/);
});
