import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from '../../pipeline/doctor.ts';
import { temporaryFolder } from '../support/folder.ts';

describe('doctor', () => {
  it('says a line each about the parts that builds need', async () => {
    const cache = await temporaryFolder();
    const lines = await doctor(cache, null);
    expect(lines).toHaveLength(9);
    expect(lines[0]).toBe(`Node.js ${process.versions.node}`);
    expect(lines[1]).toMatch(/^[1-9]\d* processor cores, \d+ GB of memory$/);
    expect(lines[2]).toMatch(/^sharp decodes pictures: yes, version \d/);
    expect(lines[3]).toMatch(/^Trains and embeds with \w+, because ./);
    for (const line of lines.slice(4, 8)) expect(line).toMatch(/^  not with (cpu|webgpu|cuda|wasm|tensorflow), because ./);
    expect(lines[8]).toBe(`Kept results lie in ${cache}`);
    for (const line of lines) expect(line).not.toContain('\n');
  });

  it('says that nothing is kept yet, and makes nothing', async () => {
    const folder = await temporaryFolder();
    expect((await doctor(path.join(folder, 'none'), null)).at(-1)).toBe(`No results are kept yet; they will lie in ${path.join(folder, 'none')}`);
    expect(await readdir(folder)).toEqual([]);
  });
});
