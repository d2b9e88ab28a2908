/** What the training bench measures. `test/bench/peers/train.py` holds the same networks, to be changed together with these. */
import type { Loss, Optimiser } from '../../../pipeline/network/objective.ts';
import type { Layer, Network } from '../../../pipeline/network/spec.ts';

export interface Workload {
  name: string;
  network: Network;
  batch: number;
  /** Forward, backward and the optimiser's update; `forward`: the outputs only. */
  does: { loss: Loss; optimiser: Optimiser } | 'forward';
}

const relu = (name: string): Layer => ({ name: `${name} activation`, kind: 'relu' });

/** A 3 × 3 convolution and its activation. */
const conv = (name: string, filters: number, stride = 1): Layer[] => [{ name, kind: 'conv2d', filters, kernel: 3, stride }, relu(name)];

/** Three convolutions that halve the picture and three transposed ones that double it again. */
const convAutoencoder: Workload = {
  name: 'conv-autoencoder', batch: 64,
  does: { loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' } },
  network: {
    input: [3, 64, 96],
    layers: [
      ...[16, 32, 64].flatMap((filters) => conv(`down ${filters}`, filters, 2)),
      ...[32, 16].flatMap((filters): Layer[] => [{ name: `up ${filters}`, kind: 'conv2d-transpose', filters, kernel: 3, stride: 2 }, relu(`up ${filters}`)]),
      { name: 'up 3', kind: 'conv2d-transpose', filters: 3, kernel: 3, stride: 2 },
      { name: 'output', kind: 'sigmoid' },
    ],
  },
};

/** The sparse autoencoder of flags, 68 × 102 pixels, with the settings it was published with. */
const denseAutoencoder: Workload = {
  name: 'dense-autoencoder', batch: 72,
  does: { loss: { kind: 'squared-error-per-image', sparsity: { layer: 'code', target: 0.25, weight: 0.25 } }, optimiser: { kind: 'sgd' } },
  network: {
    input: [3 * 68 * 102],
    layers: [
      { name: 'hidden', kind: 'dense', units: 64 }, { name: 'code', kind: 'sigmoid' },
      { name: 'painted', kind: 'dense', units: 3 * 68 * 102 }, { name: 'output', kind: 'sigmoid' },
    ],
  },
};

/** The convolutional autoencoder of digits, with the settings it was published with. */
const digitAutoencoder: Workload = {
  name: 'digit-autoencoder', batch: 64,
  does: { loss: { kind: 'binary-cross-entropy' }, optimiser: { kind: 'adam' } },
  network: {
    input: [1, 28, 28],
    layers: [
      ...conv('conv 1', 16), { name: 'pool 1', kind: 'max-pool', size: 2 }, ...conv('conv 2', 8), { name: 'code', kind: 'max-pool', size: 2 },
      ...conv('conv 3', 8), { name: 'up 1', kind: 'upsample', factor: 2 }, ...conv('conv 4', 16), { name: 'up 2', kind: 'upsample', factor: 2 },
      { name: 'conv 5', kind: 'conv2d', filters: 1, kernel: 3, stride: 1 }, { name: 'output', kind: 'sigmoid' },
    ],
  },
};

/** The convolutions and pools of VGG16. */
const vgg16: Workload = {
  name: 'vgg16-forward', batch: 1, does: 'forward',
  network: {
    input: [3, 224, 224],
    layers: ([[64, 2], [128, 2], [256, 3], [512, 3], [512, 3]] as const).flatMap(([filters, count], block): Layer[] => [
      ...Array.from({ length: count }, (_, at) => conv(`block${block + 1}_conv${at + 1}`, filters)).flat(),
      { name: `block${block + 1}_pool`, kind: 'max-pool', size: 2 },
    ]),
  },
};

export const workloads: readonly Workload[] = [convAutoencoder, denseAutoencoder, digitAutoencoder, vgg16];
