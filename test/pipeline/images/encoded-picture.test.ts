import { expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';

it('knows a picture in memory by the hash of its bytes', async () => {
  const bytes = new TextEncoder().encode('abc');
  // FIPS 180-2, appendix B.1.
  expect(inMemory(bytes).hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await inMemory(bytes).read()).toBe(bytes);
});
