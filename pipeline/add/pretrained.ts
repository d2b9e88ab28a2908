/** Which network that others trained describes a person's pictures, where one can be had. */
import { whence, type Stock } from '../download/downloads.ts';
import { Unavailable } from '../download/fetch-file.ts';
import { models, pretrainedFiles } from '../encoders/pretrained/models.ts';
import { wholeRemoteOf } from '../encoders/pretrained/whole.ts';

interface Obtained {
  /** Null where none could be had. */
  network: 'mobilenet' | 'vgg19' | null;
  /** One sentence for the person. */
  line: string;
}

/** VGG19 tells more and takes some ten times as long: for as many pictures it is taken where it lies on this disk already. */
const FEW = 500;

/** Finds or fetches the files, so that what is written into the collection's file can be built. */
export async function obtainPretrained(pictures: number, downloads: Stock): Promise<Obtained> {
  const onHand = pictures <= FEW && (await downloads.missing([wholeRemoteOf('vgg19')])).length === 0;
  const network = onHand ? 'vgg19' : 'mobilenet';
  const { title } = models[network];
  const [absent] = await downloads.missing([wholeRemoteOf(network)]);
  const told = absent ? ` (${whence(absent)})` : '';
  try {
    await pretrainedFiles(network, downloads);
    return { network, line: `${title}, which others trained on a million photographs, describes them; its files are ${absent ? `fetched and kept${told}` : 'on hand'}.` };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { network: null, line: `${title}${told} can be neither found nor fetched now, so the pictures are compared without it; write “- type: ${network}” under “encoders” once there is a network.` };
  }
}
