import { expect, it } from 'vitest';
import { creditsOf } from '../../../pipeline/publish/credits.ts';

const photographs = { what: 'Photographs', who: 'Somebody', licence: 'CC BY 4.0', url: '' };
const records = { what: 'Records', who: 'Others', licence: 'MIT', url: 'https://example.org/' };
const named = { layer: undefined, pooling: 'average', optional: false } as const;

it('names the pictures’ makers first, as the collection and then the source say', () => {
  expect(creditsOf({ credits: [photographs] }, { credits: [records] }, [{ type: 'pixels', size: [8, 8] }])).toEqual([photographs, records]);
});

it('names each network that others trained once, however many encoders rest on it', () => {
  const credits = creditsOf({ credits: [] }, { credits: [] }, [
    { type: 'vgg19', ...named }, { type: 'vgg19', ...named, pooling: 'flatten' }, { type: 'transfer', features: 'vgg19', epochs: 1, optional: false }, { type: 'mobilenet', ...named },
  ]);
  expect(credits.map(({ what, licence }) => [what, licence])).toEqual([['Weights of VGG19', 'CC BY 4.0'], ['Weights of MobileNet', 'Apache 2.0']]);
});
