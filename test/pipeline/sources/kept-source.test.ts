import { expect, it } from 'vitest';
import { decode, encode } from '../../../pipeline/cache/codec.ts';
import { keepSource, openKept, type KeptSource } from '../../../pipeline/sources/kept-source.ts';
import type { Source } from '../../../pipeline/sources/source.ts';
import { fewFlags } from './flags.support.ts';

it('comes back from the cache with its pictures', async () => {
  const source: Source = { items: fewFlags(), found: 13, skipped: [{ name: 'x', reason: 'Odd.' }], labels: [], facts: [], credits: [], notices: [] };
  const back = openKept(decode(encode(await keepSource(source))) as KeptSource);
  const told = async ({ items, ...rest }: Source) => ({ ...rest, items: await Promise.all(items.map(async ({ picture, ...item }) => ({ ...item, hash: picture.hash, bytes: [...await picture.read()] }))) });
  expect(await told(back)).toEqual(await told(source));
});
