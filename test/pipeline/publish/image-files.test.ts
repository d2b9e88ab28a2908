import { expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { imageFiles } from '../../../pipeline/publish/image-files.ts';
import { fewFlags } from '../sources/flags.support.ts';
import { preparedOf } from './prepared.support.ts';

it('names every size of every picture after its page', async () => {
  const items = fewFlags().slice(0, 2).map((item) => preparedOf(item, { width: 600, height: 400 }));
  const files = imageFiles(items, ['france', 'italy'], [320, 960]);
  expect(files.map((file) => file.path)).toEqual(['images/france-320.webp', 'images/france-960.webp', 'images/italy-320.webp', 'images/italy-960.webp']);
  expect(await Promise.all(files.map(async (file) => [...await bytesOf(file)]))).toEqual([[1, 2], [3], [1, 2], [3]]);
  expect(imageFiles([], [], [320])).toEqual([]);
});

it('names no size that a small picture does not have', () => {
  const small = preparedOf(fewFlags()[0]!, { width: 28, height: 28 });
  expect(imageFiles([small], ['seven'], [28]).map((file) => file.path)).toEqual(['images/seven-28.webp']);
  expect(imageFiles([small], ['seven'], [320, 960]).map((file) => file.path)).toEqual(['images/seven-320.webp']);
});
