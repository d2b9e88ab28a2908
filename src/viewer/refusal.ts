/** What keeps a map from being shown, as one sentence for the visitor. */
import * as words from './words.ts';

/** A failure whose message is the sentence to show. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A part of the map's own script; where it does not arrive or cannot be read, that is the sentence. */
export async function loadScript<Module>(script: Promise<Module>): Promise<Module> {
  try {
    return await script;
  } catch (error) {
    throw new Refusal(error instanceof SyntaxError ? words.oldBrowser : isOffline() ? words.offline : words.noScript);
  }
}

export const isOffline = (): boolean => navigator.onLine === false;
