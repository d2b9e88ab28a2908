import { expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { checkBatch, targetValues } from '../../../../pipeline/network/engine/batch.ts';
import type { Batch, Opened } from '../../../../pipeline/network/engine/engine.ts';
import type { Loss } from '../../../../pipeline/network/objective.ts';

const opened: Opened = {
  network: { input: [2, 2, 1], layers: [{ name: 'flat', kind: 'flatten' }, { name: 'head', kind: 'dense', units: 3 }, { name: 'shares', kind: 'softmax' }] },
  batch: 4, inputs: 'values', targets: 'classes',
};
const loss: Loss = { kind: 'categorical-cross-entropy' };
const inputs = new Float32Array(8);

it('counts the examples', () => {
  expect(checkBatch(opened, loss, { inputs, targets: Uint32Array.of(0, 2) })).toBe(2);
  expect(checkBatch({ ...opened, inputs: 'bytes' }, loss, { inputs: new Uint8Array(4), targets: Uint32Array.of(1) })).toBe(1);
  expect(checkBatch({ ...opened, targets: 'values' }, { ...loss, mask: true }, { inputs, targets: new Float32Array(6), mask: new Float32Array(6) })).toBe(2);
});

it('turns classes into a 1 in the place of the class', () => {
  expect([...targetValues(opened, Uint32Array.of(2, 0))]).toEqual([0, 0, 1, 1, 0, 0]);
});

const wrong: [string, Partial<Opened>, Batch, RegExp][] = [
  ['part of an example', {}, { inputs: new Float32Array(6), targets: Uint32Array.of(0) }, /6 input values is no whole number of examples of 2 × 2 × 1 values/],
  ['no example', {}, { inputs: new Float32Array(0), targets: new Uint32Array(0) }, /0 input values/],
  ['a class too many', {}, { inputs, targets: Uint32Array.of(1, 3) }, /Example 1 of the batch is of class 3, but the network tells classes 0 to 2 apart/],
  ['a class that is no number', {}, { inputs, targets: Float32Array.of(NaN, 1) }, /Example 0 of the batch is of class NaN/],
  ['a label too few', {}, { inputs, targets: Uint32Array.of(1) }, /2 examples but 1 labels/],
  ['classes of a picture', { network: { input: [2, 2, 1], layers: [{ name: 'a', kind: 'relu' }] } }, { inputs, targets: Uint32Array.of(1, 1) }, /puts out 2 × 2 × 1 values, but classes want a vector/],
  ['an input that is no number', {}, { inputs: Float32Array.of(0, 0, 0, 0, 0, Infinity, 0, 0), targets: Uint32Array.of(1, 1) }, /Example 1 of the batch has the input value Infinity/],
  ['a target that is no number', { targets: 'values' }, { inputs, targets: Float32Array.of(0, 0, NaN, 0, 0, 0) }, /Example 0 of the batch has the target value NaN/],
  ['targets of another size', { targets: 'values' }, { inputs, targets: new Float32Array(8) }, /8 target values where 2 examples of 3 values want 6/],
  ['outputs that cannot be inputs', { targets: 'inputs' }, { inputs }, /makes 3 values of 2 × 2 × 1 values, so its output cannot be compared with its input/],
];

it.each(wrong)('says what is wrong with %s', (_, change, batch, message) => {
  const check = (): unknown => checkBatch({ ...opened, ...change }, loss, batch);
  expect(check).toThrow(Problem);
  expect(check).toThrow(message);
});

it('wants shares where the loss is a binary cross-entropy', () => {
  const binary: Loss = { kind: 'binary-cross-entropy' };
  const painter: Opened = { ...opened, network: { input: [4], layers: [{ name: 'end', kind: 'sigmoid' }] }, targets: 'inputs' };
  expect(checkBatch(painter, binary, { inputs: Float32Array.of(0, 0.5, 1, 1) })).toBe(1);
  expect(() => checkBatch(painter, binary, { inputs: Float32Array.of(0, 0, 0, 0, 0, 0, 2, 0) })).toThrow(/Example 1 of the batch has the target value 2, but binary cross-entropy wants values from 0 to 1/);
  expect(() => checkBatch({ ...painter, targets: 'values' }, binary, { inputs: new Float32Array(4), targets: Float32Array.of(0, -1, 0, 0) })).toThrow(/target value -1/);
});

it('refuses what only a programmer can get wrong', () => {
  expect(() => checkBatch(opened, loss, { inputs: new Uint8Array(8), targets: Uint32Array.of(1, 1) })).toThrow(RangeError);
  expect(() => checkBatch(opened, loss, { inputs: new Float32Array(20), targets: new Uint32Array(5) })).toThrow(/5 examples, but the engine was opened for at most 4/);
  expect(() => checkBatch(opened, loss, { inputs })).toThrow(/no targets/);
  expect(() => checkBatch(opened, { ...loss, mask: true }, { inputs, targets: Uint32Array.of(1, 1) })).toThrow(/no mask/);
});
