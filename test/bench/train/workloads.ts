/** What the training bench measures. `test/bench/peers/train.py` holds the same networks, to be changed together with these. */
import type { Layer, Network } from '../../../pipeline/network/spec.ts';

export interface Workload {
  name: string;
  network: Network;
  batch: number;
  /** `train`: forward, backward and the optimiser's update. `forward`: the outputs only. */
  does: 'train' | 'forward';
}

const relu = (name: string): Layer => ({ name: `${name} activation`, kind: 'relu' });

/** Three convolutions that halve the picture and three transposed ones that double it again. */
const convAutoencoder: Workload = {
  name: 'conv-autoencoder', batch: 64, does: 'train',
  network: {
    input: [3, 64, 96],
    layers: [
      ...[16, 32, 64].flatMap((filters): Layer[] => [{ name: `down ${filters}`, kind: 'conv2d', filters, kernel: 3, stride: 2 }, relu(`down ${filters}`)]),
      ...[32, 16].flatMap((filters): Layer[] => [{ name: `up ${filters}`, kind: 'conv2d-transpose', filters, kernel: 3, stride: 2 }, relu(`up ${filters}`)]),
      { name: 'up 3', kind: 'conv2d-transpose', filters: 3, kernel: 3, stride: 2 },
      { name: 'output', kind: 'sigmoid' },
    ],
  },
};

/** The sparse autoencoder of flags, 68 × 102 pixels. */
const denseAutoencoder: Workload = {
  name: 'dense-autoencoder', batch: 72, does: 'train',
  network: {
    input: [3 * 68 * 102],
    layers: [
      { name: 'hidden', kind: 'dense', units: 64 }, { name: 'code', kind: 'sigmoid' },
      { name: 'painted', kind: 'dense', units: 3 * 68 * 102 }, { name: 'output', kind: 'sigmoid' },
    ],
  },
};

export const workloads: readonly Workload[] = [convAutoencoder, denseAutoencoder];
