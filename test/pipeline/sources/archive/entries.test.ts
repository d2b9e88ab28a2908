import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveEntries, type ArchiveEntry, type OnBytes } from '../../../../pipeline/sources/archive/entries.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { writeTar, zipOf } from './archives.support.ts';

const noise = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, index) => (index * index * 7919) >>> 7));
const names = ['a.png', 'b.png', 'c.png'];

async function tarWith(sizes: readonly number[], zipped: boolean): Promise<{ file: string; bytes: Buffer }> {
  const file = path.join(await temporaryFolder(), 'pictures.tar');
  await writeTar(file, sizes.map((size, index) => ({ name: names[index]!, content: noise(size) })), zipped);
  return { file, bytes: await readFile(file) };
}
const lengthOf = async (entry: ArchiveEntry): Promise<number> => {
  let length = 0;
  for await (const chunk of await entry.open()) length += chunk.length;
  return length;
};
/** Reads all of it, an entry some turns after it came, and returns what was in it. */
async function readAll(file: string, onBytes: OnBytes = () => undefined, late = 0): Promise<number[]> {
  const lengths: number[] = [];
  for await (const entry of archiveEntries(file, onBytes)) {
    for (let times = 0; times < late; times += 1) await turn();
    lengths.push(await lengthOf(entry));
  }
  return lengths;
}
const endOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error);

describe('archiveEntries', () => {
  it.each([0, 20])('ends with an error and never hangs, wherever a tar.gz is cut off; entries opened %i turns late', async (late) => {
    const { file, bytes } = await tarWith([30_000, 0, 20_000], true);
    expect(await readAll(file, undefined, late)).toEqual([30_000, 0, 20_000]);
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      await writeFile(file, bytes.subarray(0, Math.floor(part * bytes.length)));
      expect(await endOf(readAll(file, undefined, late)), String(part)).toBeInstanceOf(Error);
    }
  });

  it('ends with an error where a tar.gz is damaged, at its very end too', async () => {
    const { file, bytes } = await tarWith([30_000, 20_000], true);
    for (const place of [Math.floor(bytes.length / 3), bytes.length - 6]) {
      const bent = Buffer.from(bytes);
      bent[place]! ^= 255;
      await writeFile(file, bent);
      expect(await endOf(readAll(file)), String(place)).toBeInstanceOf(Error);
    }
  });

  it.each([true, false])('ends with an error where the tar itself is cut off or damaged; in gzip: %s', async (zipped) => {
    const { file, bytes } = await tarWith([3_000, 2_000], false);
    const place = async (content: Buffer) => writeFile(file, zipped ? gzipSync(content) : content);
    for (const length of [600, 2_000, 4_000]) {
      await place(bytes.subarray(0, length));
      expect(await endOf(readAll(file)), String(length)).toBeInstanceOf(Error);
    }
    const bent = Buffer.from(bytes);
    bent[512 + 3_072 + 3]! ^= 255;
    await place(bent);
    expect(await endOf(readAll(file))).toBeInstanceOf(Error);
  });

  it.each([0, 1, 2, 3, 20])('ends with the very error that somebody who counts throws, %i turns late', async (late) => {
    const { file } = await tarWith([300_000, 200_000], false);
    for (const most of [0, 100_000, 250_000, 400_000]) {
      let total = 0;
      const stop = new Error('enough');
      const count: OnBytes = (bytes) => {
        total += bytes;
        if (total > most) throw stop;
      };
      expect(await endOf(readAll(file, count, late)), String(most)).toBe(stop);
    }
  });

  it.each(['tar', 'tar.gz', 'zip'])('goes on in a %s after an entry that was not read, or not to its end', async (kind) => {
    const { file } = await tarWith([300_000, 200_000, 5_000], kind === 'tar.gz');
    if (kind === 'zip') await writeFile(file, zipOf([300_000, 200_000, 5_000].map((size, index) => ({ name: names[index]!, content: noise(size) }))));
    const seen: [string, number][] = [];
    for await (const entry of archiveEntries(file, () => undefined)) {
      if (entry.path === 'a.png') for await (const chunk of await entry.open()) if (chunk.length > 0) break;
      seen.push([entry.path, entry.path === 'c.png' ? await lengthOf(entry) : 0]);
    }
    expect(seen).toEqual([['a.png', 0], ['b.png', 0], ['c.png', 5_000]]);
  });

  it('holds on to nothing that was read', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { file } = await tarWith([8 * 2 ** 20], false);
    const seen: WeakRef<ArrayBufferLike>[] = [];
    const held: number[] = [];
    const look = async (): Promise<void> => {
      await turn();
      collect();
      held.push(seen.filter((each) => each.deref()).length);
    };
    for await (const entry of archiveEntries(file, () => undefined)) {
      for await (const chunk of await entry.open()) {
        seen.push(new WeakRef(chunk.buffer));
        if (seen.length % 32 === 0) await look();
      }
    }
    expect(seen.length).toBeGreaterThan(100);
    expect(Math.max(...held)).toBeLessThan(16);
  });
});
