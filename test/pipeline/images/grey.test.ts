import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseGrey, greyOf, inColour } from '../../../pipeline/images/grey.ts';
import { isGrey } from '../../../pipeline/images/is-grey.ts';

const shape = { count: 3, width: 2, height: 2 };

it('keeps the values of grey pictures there and back', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (data) => {
    expect([...greyOf(inColour({ data, ...shape })).data]).toEqual([...data]);
  }));
});

it('weighs colours as eyes do', () => {
  expect([...greyOf({ data: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255), count: 3, width: 1, height: 1 }).data]).toEqual([54, 182, 18]);
});

it('chooses pictures', () => {
  const chosen = chooseGrey({ data: Uint8Array.of(1, 2, 3), count: 3, width: 1, height: 1 }, [2, 0]);
  expect([...chosen.data, chosen.count]).toEqual([3, 1, 2]);
});

it('tells grey pictures from those with a trace of colour', () => {
  const grey = inColour({ data: Uint8Array.from({ length: 12 }, (_, index) => 20 * index), ...shape });
  expect(isGrey(grey)).toBe(true);
  expect(isGrey({ ...grey, data: grey.data.map((value, index) => (index === 35 ? value + 1 : value)) })).toBe(false);
});
