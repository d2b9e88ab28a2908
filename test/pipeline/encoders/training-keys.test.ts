import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { encoderSchema } from '../../../pipeline/encoders/settings.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fifteenGreys } from './greys.support.ts';
import { stageKeys } from './keys.support.ts';

/** What code looks like to keys: as it is, or as somebody has changed it. */
const code = vi.hoisted(() => ({ seen: (_file: string, text: string): string => text }));
vi.mock('node:fs', async (original) => {
  const files = await original<typeof import('node:fs')>();
  const read = (file: string, encoding: BufferEncoding): string => code.seen(file, files.readFileSync(file, encoding));
  return { ...files, readFileSync: read };
});
afterEach(() => { code.seen = (_, text) => text; });

const encoders = [['conv-autoencoder', 'autoencoder'], ['fully-convolutional-autoencoder', 'fully-convolutional'], ['sparse-autoencoder', 'sparse']] as const;

it.each(encoders)('%s is described in other words without being trained anew, and trained anew where its training changes', async (type, place) => {
  const folder = await temporaryFolder();
  const keys = async (): Promise<Record<string, string>> => stageKeys(encoderSchema.parse({ type }), await fifteenGreys(folder));
  const before = await keys();
  expect(Object.keys(before).some((name) => name.includes('training'))).toBe(true);

  code.seen = (_, text) => text.replaceAll(/(description: `|distanceNote: '|pictures a second)/g, '$1 in other words');
  const description = path.join(import.meta.dirname, '../../../pipeline/encoders', place, 'embed.ts');
  expect(readFileSync(description, 'utf8')).toContain('description: ` in other words');
  expect(await keys()).toEqual(before);

  code.seen = (file, text) => (file.endsWith(`encoders/${place}/training.ts`) ? `${text}// Another way to train.` : text);
  const after = await keys();
  const changed = Object.keys(before).filter((name) => after[name] !== before[name]);
  expect(changed.sort()).toEqual(Object.keys(before).filter((name) => name !== 'pictures').sort());
});
