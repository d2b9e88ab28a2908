/** A folder of pictures as they lie on real disks: every kind, and everything that can be wrong with one. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { plain } from '../images/pictures.support.ts';

/** What has to come of a file. */
export interface Awkward {
  file: string;
  /** The published title; or why the file is left out. */
  expected: { title: string } | { reason: RegExp };
}

const picture = (seed: number, width = 40, height = 30): Sharp => plain(width, height, [(seed * 67) % 256, (seed * 131) % 256, (seed * 29) % 256]);
const striped = (seed: number): Sharp => picture(seed).composite([{ input: { create: { width: 10, height: 30, channels: 3, background: '#fff' } }, left: seed % 30, top: 0 }]);

/** Writes them all, and tells what is to come of each. */
export async function awkwardFolder(folder: string): Promise<Awkward[]> {
  const all: Awkward[] = [];
  const put = async (file: string, bytes: Uint8Array, expected: Awkward['expected'] = { title: path.basename(file, path.extname(file)).normalize('NFC') }): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes);
    all.push({ file, expected });
  };
  const unreadable = { reason: /cannot be read as a picture \(.+\); save it again as PNG, JPEG or SVG, or remove it\.$/ };

  await put('kinds/plain.jpg', await striped(1).jpeg().toBuffer());
  await put('kinds/plain.png', await striped(2).png().toBuffer());
  await put('kinds/modern.webp', await striped(3).webp().toBuffer());
  await put('kinds/modern.avif', await striped(4).avif({ effort: 0 }).toBuffer());
  await put('kinds/old.gif', await striped(5).gif().toBuffer());
  await put('kinds/scan.TIFF', await striped(6).tiff().toBuffer());
  await put('kinds/drawing.svg', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><circle cx="1" cy="1" r="1" fill="#36c"/></svg>'));
  await put('colours/cmyk.jpg', await picture(7).toColourspace('cmyk').jpeg().toBuffer());
  await put('colours/sixteen bits.png', await picture(8).toColourspace('rgb16').png().toBuffer());
  await put('colours/grey.jpg', await picture(9).greyscale().jpeg().toBuffer());
  await put('colours/glass.png', await plain(20, 20, [200, 30, 30, 90]).png().toBuffer());
  await put('colours/lost palette.gif', await picture(10).gif({ colours: 2 }).toBuffer());
  await put('shapes/panorama.png', await picture(11, 20_000, 60).png().toBuffer());
  await put('shapes/one pixel.png', await picture(12, 1, 1).png().toBuffer());
  await put('shapes/tower.jpg', await picture(13, 12, 900).jpeg().toBuffer());
  await put('shapes/turned.jpg', await picture(14).withMetadata({ orientation: 6 }).withExifMerge({ IFD2: { DateTimeOriginal: '2019:07:14 12:33:05' } }).jpeg().toBuffer());
  await put('shapes/film.gif', await animation());
  await put('names/<script>alert(1)<.png', await striped(15).png().toBuffer());
  await put('names/😀 smile & "quotes".png', await striped(16).png().toBuffer());
  await put('names/  spaces  .png', await striped(17).png().toBuffer(), { title: 'spaces' });
  await put('names/caf\u00e9.png', await striped(18).png().toBuffer());
  await put('names/cafe\u0301.png', await striped(19).png().toBuffer());
  await put('names/SAME.png', await striped(20).png().toBuffer());
  await put('names/same.png', await striped(21).png().toBuffer());
  await put('names/really a jpeg.png', await striped(22).jpeg().toBuffer());
  await put('names/twice.png', await striped(22).jpeg().toBuffer());
  await put('broken/empty.jpg', new Uint8Array(0), unreadable);
  await put('broken/cut off.jpg', (await sharp({ create: { width: 400, height: 400, channels: 3, background: '#a52', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg().toBuffer()).subarray(0, 9000), unreadable);
  await put('broken/text.png', new TextEncoder().encode('This is no picture.'), unreadable);
  await put('broken/drawing.svg', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'), unreadable);
  await put('broken/windows.bmp', Buffer.from('BM' + '\0'.repeat(60)), unreadable);
  await put('broken/telephone.heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(40)]), { reason: /is a HEIC photograph, which cannot be read here; export it as JPEG/ });

  await symlink('..', path.join(folder, 'names/loop'));
  all.push({ file: 'names/loop', expected: { reason: /is a link to a folder, and those are not followed/ } });
  await symlink('nowhere.png', path.join(folder, 'names/lost.png'));
  all.push({ file: 'names/lost.png', expected: { reason: /is a link to a file that is not there/ } });
  for (const hidden of ['.hidden.png', 'names/.DS_Store', 'notes.txt', '.thumbnails/t.png']) {
    await mkdir(path.dirname(path.join(folder, hidden)), { recursive: true });
    await writeFile(path.join(folder, hidden), 'passed over');
  }
  return all;
}

/** Two frames; the first is dark. */
async function animation(): Promise<Uint8Array> {
  const frames = Buffer.concat([Buffer.alloc(16 * 16 * 3, 20), Buffer.alloc(16 * 16 * 3, 240)]);
  return sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } }).gif({ delay: [100, 100] }).toBuffer();
}
