/** Whose work a gallery rests on: its pictures, as the collection and the source say, and the networks that others trained. */
import type { Manifest } from '../../src/gallery/manifest.ts';
import type { Collection } from '../collection.ts';
import type { PretrainedName } from '../encoders/pretrained/models.ts';
import { pretrainedOf } from '../encoders/pretrained/pretrained-of.ts';
import type { EncoderSettings } from '../encoders/settings.ts';
import type { Source } from '../sources/source.ts';

type Credit = Manifest['credits'][number];

const visualGeometryGroup = {
  who: 'Karen Simonyan and Andrew Zisserman, “Very deep convolutional networks for large-scale image recognition”', licence: 'CC BY 4.0', url: 'https://arxiv.org/abs/1409.1556',
};

const weights: Record<PretrainedName, Credit> = {
  vgg16: { what: 'Weights of VGG16', ...visualGeometryGroup },
  vgg19: { what: 'Weights of VGG19', ...visualGeometryGroup },
  mobilenet: { what: 'Weights of MobileNet', who: 'Google, “MobileNets: efficient convolutional neural networks for mobile vision applications”', licence: 'Apache 2.0', url: 'https://arxiv.org/abs/1704.04861' },
};

/** Each once, the pictures' first. `encoders` are those that the gallery was built with. */
export function creditsOf({ credits }: Pick<Collection, 'credits'>, source: Pick<Source, 'credits'>, encoders: readonly EncoderSettings[]): Credit[] {
  const networks = new Set(encoders.map(pretrainedOf).filter((network) => network !== null));
  return [...credits, ...source.credits, ...[...networks].map((network) => weights[network])];
}
