/** Keys of an encoder's stages, found out without making anything. */
import { expect } from 'vitest';
import { keyOf } from '../../../pipeline/cache/key.ts';
import type { Stage } from '../../../pipeline/cache/stages.ts';
import type { EncoderContext } from '../../../pipeline/encoders/context.ts';
import { embed } from '../../../pipeline/encoders/embed.ts';
import type { EncoderSettings } from '../../../pipeline/encoders/settings.ts';

/** By the stages' names, of all that are declared before the first value is asked for. */
export async function stageKeys(settings: EncoderSettings, context: EncoderContext): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  const declared = (name: string, key: string): Stage<never> => {
    keys[name] = key;
    return { name, key, value: () => Promise.reject(new Error('only keys are asked for')) };
  };
  const stages: EncoderContext['stages'] = {
    stage: (name, from) => declared(name, keyOf(name, from)), perItem: (name, from, items) => declared(name, keyOf(name, from, items)),
    declared: () => new Set(), needs: () => {}, timings: () => [],
  };
  await expect(embed(settings, { ...context, stages })).rejects.toThrow('only keys are asked for');
  return keys;
}
