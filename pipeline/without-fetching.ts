/** What a build goes without when nobody asked for it: what is optional is not fetched, for it may be hundreds of megabytes. */
import type { Collection } from './collection.ts';
import { whence, type Missing, type Remote, type Stock } from './download/downloads.ts';
import { encoderId } from './encoders/encoder-id.ts';
import { isAddress } from './encoders/own/model.ts';
import { pretrainedOf } from './encoders/pretrained/pretrained-of.ts';
import { wholeRemoteOf } from './encoders/pretrained/whole.ts';
import type { EncoderSettings } from './encoders/settings.ts';

interface OnHand {
  /** The collection without its optional encoders that would have to be fetched; null where it is optional itself and cannot be built. */
  collection: Collection | null;
  /** One sentence on what was left out; null where nothing was. */
  notice: string | null;
}

/** What of a collection can be built without fetching what is optional. What is not optional may still have to be fetched. */
export async function onHand(collection: Collection, downloads: Pick<Stock, 'missing'>): Promise<OnHand> {
  const absent = async (remotes: readonly Remote[]): Promise<boolean> => (await downloads.missing(remotes)).length > 0;
  const dropped: EncoderSettings[] = [];
  for (const encoder of collection.encoders) if (isOptional(encoder) && await absent(remotesOf(encoder))) dropped.push(encoder);
  const encoders = collection.encoders.filter((encoder) => !dropped.includes(encoder));
  if (collection.optional && (encoders.length === 0 || await absent([...sourceOf(collection), ...encoders.flatMap(remotesOf)]))) {
    return { collection: null, notice: sentence('Left out', collection, await downloads.missing(remotesOfAll(collection))) };
  }
  if (dropped.length === 0) return { collection, notice: null };
  const what = `Left out ${dropped.map(encoderId).join(' and ')}`;
  return { collection: { ...collection, encoders }, notice: sentence(what, collection, await downloads.missing(dropped.flatMap(remotesOf))) };
}

/** “caltech-101.zip (about 137 MB, from https://…)”: what a build of the whole collection would fetch; null where all is on hand. */
export async function toFetch(collection: Collection, downloads: Pick<Stock, 'missing'>): Promise<string | null> {
  const missing = await downloads.missing(remotesOfAll(collection));
  return missing.length > 0 ? listed(missing) : null;
}

const isOptional = (encoder: EncoderSettings): boolean => 'optional' in encoder && encoder.optional;

const sourceOf = ({ source }: Collection): Remote[] => (source.type === 'archive' && 'url' in source.from ? [source.from] : []);

/** What an encoder takes from the network. */
function remotesOf(encoder: EncoderSettings): Remote[] {
  const network = pretrainedOf(encoder);
  if (network) return [wholeRemoteOf(network)];
  return encoder.type === 'onnx' && isAddress(encoder.model) ? [{ url: encoder.model }] : [];
}

const remotesOfAll = (collection: Collection): Remote[] => [...sourceOf(collection), ...collection.encoders.flatMap(remotesOf)];

const listed = (missing: readonly Missing[]): string => missing.map((each) => `${each.name} (${whence(each)})`).join(' and ');

/** “Left out, because caltech-101.zip (about 137 MB, from https://…) is not on hand; “…” fetches it.” */
function sentence(what: string, { id }: Collection, missing: readonly Missing[]): string {
  const several = missing.length > 1;
  return `${what}, because ${listed(missing)} ${several ? 'are' : 'is'} not on hand; “npm run gallery -- build ${id}” fetches ${several ? 'them' : 'it'}.`;
}
