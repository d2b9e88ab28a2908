import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, GalleryError, parseManifest } from '../../../src/gallery/manifest.ts';
import { sampleManifest } from './sample.ts';

/** A copy of the sample in which the value at a path is replaced, or taken out where none is given. */
function changed(path: (string | number)[], ...value: unknown[]): unknown {
  const copy = structuredClone(sampleManifest());
  let place = copy as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (value.length === 0) delete place[last];
  else place[last] = value[0];
  return copy;
}

describe('parseManifest', () => {
  it('gives back a whole manifest, also after JSON', () => {
    expect(parseManifest(sampleManifest(), 'gallery.json')).toEqual(sampleManifest());
    expect(parseManifest(JSON.parse(JSON.stringify(sampleManifest())), 'gallery.json')).toEqual(sampleManifest());
  });

  it.each([[0], [FORMAT_VERSION + 1], [1.5]])('refuses the unknown version %s with a sentence that says which it reads', (version) => {
    expect(() => parseManifest(changed(['version'], version), 'flags/gallery.json')).toThrow(new GalleryError(
      `flags/gallery.json has format version ${version}, but this page reads version ${FORMAT_VERSION}; build the gallery again with this version of Latent Gallery.`,
    ));
  });

  it('tells an unknown version even where nothing else is as it was', () => {
    expect(() => parseManifest({ format: 'latent-gallery', version: 99, galaxies: [] }, 'gallery.json')).toThrow('has format version 99');
  });

  it.each([[null], [[]], ['text'], [{}], [{ format: 'something-else', version: 1 }], [{ format: 'latent-gallery' }], [{ format: 'latent-gallery', version: '1' }]])('refuses what is no manifest: %j', (json) => {
    expect(() => parseManifest(json, 'gallery.json')).toThrow(new GalleryError('gallery.json is not the manifest of a gallery; build the gallery again.'));
  });

  it.each<[string, unknown]>([
    ['title', changed(['title'])],
    ['count', changed(['count'], -1)],
    ['count', changed(['count'], 2.5)],
    ['encoders', changed(['encoders'], [])],
    ['encoders.1.distance', changed(['encoders', 1, 'distance'], 'manhattan')],
    ['layouts.0.box.width', changed(['layouts', 0, 'box', 'width'], 'wide')],
    ['layouts.1.scores.trustworthiness', changed(['layouts', 1, 'scores', 'trustworthiness'], null)],
    ['labels.0.values.1.count', changed(['labels', 0, 'values', 1, 'count'], '1')],
    ['files.items.arrow', changed(['files'], { 'items.arrow': 5 })],
  ])('says where a manifest is damaged: %s', (where, json) => {
    expect(() => parseManifest(json, 'gallery.json')).toThrow(new GalleryError(`gallery.json is damaged at “${where}”; build the gallery again.`));
  });

  it('does without what may be left out', () => {
    const json = changed(['encoders', 1, 'reconstruction']);
    expect(parseManifest(json, 'gallery.json').encoders[1]!.reconstruction).toBeUndefined();
  });
});
