import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mnist } from '../../../pipeline/sources/mnist.ts';
import { temporaryFolder } from '../../support/folder.ts';

const idx = (sizes: number[], values: number[]): Uint8Array => Uint8Array.from([0, 0, 8, sizes.length, ...sizes.flatMap((size) => [0, 0, size >> 8, size & 255]), ...values]);

/** Two test pictures of 2 × 3 pixels, a seven and a zero, and one to learn from. */
async function folderOf(change: Record<string, Uint8Array> = {}): Promise<string> {
  const folder = await temporaryFolder();
  const files = {
    't10k-images-idx3-ubyte': idx([2, 3, 2], [0, 50, 100, 150, 200, 250, 1, 2, 3, 4, 5, 6]), 't10k-labels-idx1-ubyte': idx([2], [7, 0]),
    'train-images-idx3-ubyte': idx([1, 3, 2], [9, 8, 7, 6, 5, 4]), ...change,
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes);
  return folder;
}

describe('mnist', () => {
  it('shows the test set and keeps the training set to learn from', async () => {
    const { items, labels, training, found } = await mnist(await folderOf());
    expect(items.map(({ id, title, labels }) => [id, title, labels])).toEqual([['0', 'Seven, no. 0', { digit: '7' }], ['1', 'Zero, no. 1', { digit: '0' }]]);
    expect([found, labels]).toEqual([2, [{ column: 'digit', title: 'Digit' }]]);
    const picture = sharp(await items[0]!.picture.read()).toColourspace('b-w');
    expect([...await picture.raw().toBuffer()]).toEqual([0, 50, 100, 150, 200, 250]);
    expect(items[0]!.picture.hash).not.toBe(items[1]!.picture.hash);
    const { data, ...shape } = await training!.read();
    expect([...data, shape]).toEqual([9, 8, 7, 6, 5, 4, { count: 1, width: 2, height: 3 }]);
  });

  it('reads the 70,000 digits that come with the package', async () => {
    const { items, training } = await mnist();
    expect(items).toHaveLength(10_000);
    // The first test digits of MNIST, as every tutorial shows them.
    expect(items.slice(0, 8).map((item) => item.labels.digit).join('')).toBe('72104149');
    expect((await training!.read()).count).toBe(60_000);
  });

  it.each([
    ['is cut off', { 't10k-images-idx3-ubyte': idx([2, 3, 2], [1, 2, 3]) }],
    ['is no IDX file of bytes', { 't10k-images-idx3-ubyte': Uint8Array.of(80, 75, 3, 4) }],
    ['are not those of its pictures', { 't10k-labels-idx1-ubyte': idx([2], [7, 11]) }],
    ['are not those of its pictures', { 't10k-labels-idx1-ubyte': idx([1], [7]) }],
  ])('says where a file %s', async (what, change) => {
    await expect(mnist(await folderOf(change))).rejects.toThrow(new RegExp(`${what}; install the packages again`));
  });
});
