import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { descriptionsKey, picturesKey } from '../../../pipeline/images/keys.ts';
import { fewFlags } from '../sources/flags.support.ts';

const [a, b] = fewFlags() as [ReturnType<typeof fewFlags>[number], ReturnType<typeof fewFlags>[number]];
const repainted = { ...b, picture: inMemory(new Uint8Array(3)) };

describe('picturesKey', () => {
  it('changes with a picture and the order, and with nothing that is told of them', () => {
    const key = picturesKey([a, b]);
    expect(picturesKey([{ ...a, title: 'Other', labels: { kind: 'odd' } }, b])).toBe(key);
    expect(picturesKey([b, a])).not.toBe(key);
    expect(picturesKey([a, { ...b, id: 'c' }])).toBe(key);
    expect(picturesKey([a, repainted])).not.toBe(key);
  });
});

describe('descriptionsKey', () => {
  it('changes with a picture and with what is told of it', () => {
    const key = descriptionsKey([a, b]);
    expect(descriptionsKey([{ ...a }, { ...b }])).toBe(key);
    expect(descriptionsKey([{ ...a, title: 'Other' }, b])).not.toBe(key);
    expect(descriptionsKey([{ ...a, labels: { kind: 'odd' } }, b])).not.toBe(key);
    expect(descriptionsKey([a, repainted])).not.toBe(key);
  });
});
