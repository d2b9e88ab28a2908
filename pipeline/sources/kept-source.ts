/** A source as the cache can keep it: with the bytes of its pictures. For sources of pictures made here, never for a person's photographs. */
import { inMemory } from '../images/encoded-picture.ts';
import type { SourceItem } from '../images/source-item.ts';
import type { Source } from './source.ts';

export interface KeptSource extends Omit<Source, 'items'> {
  items: (Omit<SourceItem, 'picture'> & { bytes: Uint8Array })[];
}

export async function keepSource(source: Source): Promise<KeptSource> {
  return { ...source, items: await Promise.all(source.items.map(async ({ picture, ...item }) => ({ ...item, bytes: await picture.read() }))) };
}

export const openKept = ({ items, ...source }: KeptSource): Source =>
  ({ ...source, items: items.map(({ bytes, ...item }) => ({ ...item, picture: inMemory(bytes) })) });
