/** What a screen reader hears when the map changes: one sentence in a live region. */
import type { Collection } from './collection.ts';
import { setText } from './dom.ts';
import { nearEncoder, selectsSame, type ViewState } from './state.ts';
import * as words from './words.ts';

/** The sentence for a change; null where there is nothing to say. */
export function sentenceFor(collection: Collection, now: ViewState, before: ViewState): string | null {
  const { manifest } = collection.gallery;
  const index = collection.indexOf(now.item);
  if (index !== null && (now.item !== before.item || now.nearBy !== before.nearBy)) return chosenSentence(collection, now);
  if (!selectsSame(now, before)) return words.selectionAloud(collection.selection(now).count, manifest.count, manifest.noun);
  if (now.item !== before.item) return words.closedAloud;
  if (now.layout === before.layout && now.encoder === before.encoder) return null;
  const title = collection.layoutColumn(now.layout)?.title ?? words.layoutTitle(now.layout);
  return words.layoutAloud(title, collection.encoderName(now.encoder));
}

/** The chosen picture with its nearest, as soon as they are known; null where nothing is chosen. */
export function chosenSentence(collection: Collection, now: ViewState): string | null {
  const index = collection.indexOf(now.item);
  if (index === null) return null;
  const encoder = nearEncoder(now);
  return words.chosenAloud(collection.item(index).title, collection.encoderName(encoder), collection.near(index, encoder).map((near) => collection.item(near.index).title));
}

export function speak(aloud: HTMLElement, collection: Collection, now: ViewState, before: ViewState): void {
  const sentence = sentenceFor(collection, now, before);
  if (sentence !== null) setText(aloud, sentence);
}
