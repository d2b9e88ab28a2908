import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { temporaryFolder } from '../../support/folder.ts';

const value = { epoch: 3, losses: [0.5, 0.25], weights: new Map([['a', { shape: [2], data: Float32Array.of(1, -0) }]]) };

it('gives back what was kept last, until it is removed', async () => {
  const checkpoint = checkpointsIn(await temporaryFolder(), expect.fail)('flags: training', 'key');
  expect(await checkpoint.read()).toBe(null);
  await checkpoint.write({ epoch: 1 });
  await checkpoint.write(value);
  expect(await checkpoint.read()).toEqual(value);
  await checkpoint.remove();
  expect(await checkpoint.read()).toBe(null);
  await checkpoint.remove();
});

it('does not hand out the work of another key or name, and leaves one file for a name', async () => {
  const folder = path.join(await temporaryFolder(), 'new');
  const checkpoints = checkpointsIn(folder, expect.fail);
  await checkpoints('a', 'one').write(value);
  expect(await checkpoints('a', 'two').read()).toBe(null);
  expect(await checkpoints('b', 'one').read()).toBe(null);
  await checkpoints('a', 'two').write(value);
  expect(await checkpoints('a', 'one').read()).toBe(null);
  expect(await readdir(folder)).toEqual(['a.checkpoint']);
});

it('sets a file aside that is cut off or has a wrong bit, wherever it is, and says so', async () => {
  const folder = await temporaryFolder();
  const told: string[] = [];
  const checkpoint = checkpointsIn(folder, (sentence) => told.push(sentence))('a', 'one');
  await checkpoint.write(value);
  const file = path.join(folder, 'a.checkpoint');
  const whole = await readFile(file);
  const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length));
  const flipped = fc.tuple(fc.nat(whole.length - 1), fc.nat(7)).map(([at, bit]) => {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << bit;
    return bytes;
  });
  await fc.assert(fc.asyncProperty(fc.oneof(cut, flipped), async (bytes) => {
    told.length = 0;
    await writeFile(file, bytes);
    expect(await checkpoint.read()).toBe(null);
    expect(told).toEqual([expect.stringMatching(/a\.checkpoint is damaged, so it was renamed to a\.checkpoint\.damaged and its work starts anew;.*\.$/)]);
    expect(Buffer.from(await readFile(`${file}.damaged`)).equals(bytes)).toBe(true);
    expect(await checkpoint.read()).toBe(null);
  }));
});

it('says in a sentence why it cannot write', async () => {
  const folder = path.join(await temporaryFolder(), 'file');
  await writeFile(folder, '');
  const checkpoint = checkpointsIn(folder, expect.fail)('a', 'one');
  await expect(checkpoint.write(value)).rejects.toThrow(Problem);
});
