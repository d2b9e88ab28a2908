/** Encoders of a gallery that learned classes, with the pictures kept from them. Read once a build: every page of an image asks. */
import type { Gallery } from '../gallery/read.ts';
import type { Learner } from './classes.ts';
import { loadTraining } from './galleries.ts';

const known = new WeakMap<Gallery, Promise<Learner[]>>();

export function learnersOf(gallery: Gallery): Promise<Learner[]> {
  let learners = known.get(gallery);
  if (!learners) {
    learners = read(gallery);
    known.set(gallery, learners);
  }
  return learners;
}

async function read({ manifest }: Gallery): Promise<Learner[]> {
  const trained = await Promise.all(manifest.encoders.map(async ({ id, name }) => ({ name, split: (await loadTraining(manifest, id))?.split })));
  return trained.flatMap(({ name, split }) => (split ? [{ name, split }] : []));
}
