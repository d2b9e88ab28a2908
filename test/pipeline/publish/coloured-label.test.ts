import { expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { checkColours } from '../../../pipeline/publish/coloured-label.ts';

const sourceOf = (count: number) => ({
  labels: [{ column: 'digit', title: 'Digit' }],
  items: Array.from({ length: count }, (_, index) => ({
    id: `${index}`, title: '', subtitle: '', aliases: [], labels: { digit: `${index}` }, facts: {}, file: '', picture: inMemory(new Uint8Array()),
  })),
});

it('lets ten values pass, and collections without colours', () => {
  expect(() => checkColours({ colours: 'digit', file: 'digits.yaml' }, sourceOf(10))).not.toThrow();
  expect(() => checkColours({ file: 'digits.yaml' }, sourceOf(11))).not.toThrow();
});

it('says which labels there are where the one that was named is none of them', () => {
  expect(() => checkColours({ colours: 'colour', file: 'digits.yaml' }, sourceOf(2))).toThrow('digits.yaml wants colours by “colour”, but its pictures have no such label; they have: digit.');
});

it('refuses more values than can be told apart', () => {
  expect(() => checkColours({ colours: 'digit', file: 'digits.yaml' }, sourceOf(11))).toThrow('has 11 values, but only 10 colours can be told apart');
});
