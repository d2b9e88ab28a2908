import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCollection } from '../../pipeline/collection.ts';
import { openGallery } from '../../src/gallery/read.ts';
import { temporaryFolder } from '../support/folder.ts';
import { writeTinyMobilenet } from './encoders/tiny-mobilenet.support.ts';
import { halves } from './images/pictures.support.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = (words: readonly string[], cache = path.join(root, '.cache/none'), more: Record<string, string> = {}) => spawnSync(process.execPath, ['pipeline/cli.ts', ...words], {
  cwd: root, encoding: 'utf8', env: { ...process.env, GALLERY_CACHE: cache, ...more },
});

describe('the command line', () => {
  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('npm run gallery -- report <id>') });
  });

  it.each([
    ['an unknown command', ['polish'], /^There is no command “polish”[^\n]+\n$/],
    ['an unknown flag', ['build', '--fast'], /^Unknown option '--fast'[^\n]*\n$/],
    ['a sample of no number', ['build', '--sample', 'few'], /^A sample is a whole number of pictures[^\n]+“few”[^\n]+\n$/],
    ['an unknown collection', ['build', 'atlantis'], /^There is no collection “atlantis” in content\/collections; there are: [^\n]*flags[^\n]*\.\n$/],
    ['a report that is not there', ['report', 'flags', '--json'], /^There is no report of “flags”[^\n]+\n$/],
    ['a report of nothing', ['report'], /^Name a collection[^\n]+\n$/],
  ])('answers %s with one sentence and status 1', (_, words, sentence) => {
    const { status, stderr, stdout } = run(words);
    expect(stderr).toMatch(sentence);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('adds a folder of pictures: writes its collection, builds it and prints the address', async () => {
    const folder = await temporaryFolder();
    const [project, data] = [path.join(folder, 'project'), path.join(folder, 'data')];
    const pictures = path.join(project, 'my_stamps');
    await mkdir(pictures, { recursive: true });
    for (let index = 0; index < 6; index += 1) await halves(24, 16, [index * 40, 30, 30], [30, 30, 255 - index * 40]).png().toFile(path.join(pictures, `${index}.png`));
    await writeTinyMobilenet(data);
    const { status, stderr, stdout } = run(['add', pictures], path.join(folder, 'cache'), { GALLERY_ROOT: project, GALLERY_DATA: data, GALLERY_ENGINE: 'cpu', BASE: '/shown' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^6 pictures\n[^]*\nWrote content\/collections\/my-stamps\.yaml;[^]*6 of 6 published[^]* open http:\/\/localhost:4321\/shown\/galleries\/my-stamps\/\n/);
    expect(stdout).not.toContain('Your pictures lie outside this project');
    expect((await readCollection(path.join(project, 'content/collections/my-stamps.yaml'))).encoders.map(({ type }) => type)).toEqual(['pixels', 'mobilenet']);
    const { items } = await openGallery((name) => readFile(path.join(project, 'public/galleries/my-stamps', name)));
    expect(items.list.map(({ title }) => title).sort()).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('adds nothing while another build has the cache: both would fetch into one file', async () => {
    const cache = await temporaryFolder();
    await writeFile(path.join(cache, 'lock'), String(process.pid));
    const { status, stderr } = run(['add', path.join(cache, 'none')], cache);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/ is in use by another build \(process \d+\); wait for it to end[^\n]+\n$/)]);
    expect(await readFile(path.join(cache, 'lock'), 'utf8')).toBe(String(process.pid));
  });

  it('drops what is kept and not needed, and everything where that is asked for', async () => {
    const cache = path.join(await temporaryFolder(), 'cache');
    await mkdir(path.join(cache, 'downloads'), { recursive: true });
    expect(run(['clean'], cache)).toMatchObject({ status: 0, stdout: `Dropped 0 kept results that no collection's last build needs, 0 MB, from ${cache}.\n` });
    expect(await readdir(cache)).toEqual(['downloads']);
    expect(run(['clean', '--all'], cache)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Removed .*: results, unfinished trainings, reports and downloads\.\n$/) });
    await expect(readdir(cache)).rejects.toThrow('ENOENT');
  });

  it('says why it drops nothing', async () => {
    const cache = await temporaryFolder();
    await mkdir(path.join(cache, 'reports'));
    await writeFile(path.join(cache, 'reports/flags.json'), '{}');
    expect(run(['clean'], cache)).toMatchObject({
      status: 0, stdout: `Nothing was dropped from ${cache}, because what is needed is not known of every collection; “npm run gallery -- build flags” finds it out.\n`,
    });
  });

  it('doctor names Node, memory and the libraries that load', () => {
    const { status, stdout } = run(['doctor']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Node\.js 2\d/);
    expect(stdout).toMatch(/sharp decodes pictures: yes/);
    expect(stdout).toMatch(/Trains and embeds with /);
  });
});
