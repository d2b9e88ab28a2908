/**
 * The convolutional part of VGG16 and VGG19: K. Simonyan and A. Zisserman, “Very deep convolutional networks for large-scale image
 * recognition”, ICLR 2015, https://arxiv.org/abs/1409.1556. Layers are named as Keras names them.
 */
import type { Layer, Network } from '../../network/spec.ts';

const FILTERS = [64, 128, 256, 512, 512] as const;
/** Convolutions of each block. */
const CONVOLUTIONS = { vgg16: [2, 2, 3, 3, 3], vgg19: [2, 2, 4, 4, 4] } as const;

/** `size`: height and width of its pictures. */
export function vgg(kind: keyof typeof CONVOLUTIONS, size: number): Network {
  const layers = FILTERS.flatMap((filters, block): Layer[] => {
    const name = `block${block + 1}`;
    const convolutions = Array.from({ length: CONVOLUTIONS[kind][block]! }, (_, index): Layer[] => [
      { name: `${name}_conv${index + 1}`, kind: 'conv2d', filters, kernel: 3, stride: 1 },
      { name: `${name}_conv${index + 1} activation`, kind: 'relu' },
    ]).flat();
    return [...convolutions, { name: `${name}_pool`, kind: 'max-pool', size: 2, stride: 2, padding: 'valid' }];
  });
  return { input: [3, size, size], layers };
}
