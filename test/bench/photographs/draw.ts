/**
 * `node draw.ts <folder> <count>`: draws photographs of 12 megapixels, `0.jpg`, `1.jpg` …, each of soft blots of colour under a fine grain and of
 * about as many bytes as a camera's. A program of its own: drawing leaves more memory taken than describing needs, and that is what is measured.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { seeded } from '../../../pipeline/ground/random.ts';

const [folder, count] = process.argv.slice(2);
for (let index = 0; index < Number(count); index += 1) await writeFile(path.join(folder!, `${index}.jpg`), await photograph(index));

async function photograph(index: number): Promise<Uint8Array> {
  const random = seeded(index, 'photograph');
  const noise = (width: number, height: number): Promise<Buffer> => sharp(Uint8Array.from({ length: width * height * 3 }, () => random.below(256)), { raw: { width, height, channels: 3 } })
    .resize(4000, 3000, { fit: 'fill' }).png({ compressionLevel: 0 }).toBuffer();
  return sharp(await noise(16, 12)).composite([{ input: await noise(1000, 750), blend: 'soft-light' }]).jpeg({ quality: 85 }).toBuffer();
}
