/** A picture on disk that is written row by row, because it is larger than memory: uncompressed TIFF. */
import { open } from 'node:fs/promises';

/** TIFF 6.0, section 2: types of values in a directory. */
const [SHORT, LONG] = [3, 4];
const ENTRIES = 10;
const HEADER = 8;
const DIRECTORY = HEADER + 2 + 12 * ENTRIES + 4;
/** Bits of red, green and blue. */
const BITS = 6;

/**
 * Writes `rows` strips of `height` × `width` RGB pixels, one below the other, as `strip` makes them. The file takes
 * 3 · width · height · rows bytes, of which one strip is in memory. In the file each line of pixels is a strip of its own, because
 * readers refuse those that are larger than some 50 MB. Throws a RangeError where it would pass TIFF's 4 GB.
 */
export async function writeStrips(
  file: string, { width, height, rows }: { width: number; height: number; rows: number }, strip: (row: number) => Promise<Uint8Array>,
): Promise<void> {
  const bytes = 3 * width * height;
  const lines = height * rows;
  const first = DIRECTORY + BITS + 8 * lines;
  if (first + bytes * rows > 2 ** 32) throw new RangeError(`writeStrips: ${width} × ${height * rows} pixels are too many for TIFF`);
  const handle = await open(file, 'w');
  try {
    await handle.write(header(width, lines, first));
    for (let row = 0; row < rows; row += 1) {
      const pixels = await strip(row);
      if (pixels.length !== bytes) throw new RangeError(`writeStrips: ${pixels.length} bytes for a strip of ${width} × ${height} pixels`);
      await handle.write(pixels);
    }
  } finally {
    await handle.close();
  }
}

/** All that stands before the pixels: header, directory, bits, and where each line begins and how long it is. */
function header(width: number, lines: number, first: number): Uint8Array {
  const bytes = 3 * width;
  const view = new DataView(new ArrayBuffer(first));
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, HEADER, true);
  view.setUint16(HEADER, ENTRIES, true);
  const offsets = DIRECTORY + BITS;
  const counts = offsets + 4 * lines;
  // One value stands in the entry itself, several stand elsewhere.
  const elsewhere = (values: number, place: number, value: number): number => (values === 1 ? value : place);
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width], [257, LONG, 1, lines], [258, SHORT, 3, DIRECTORY], [259, SHORT, 1, 1], [262, SHORT, 1, 2],
    [273, LONG, lines, elsewhere(lines, offsets, first)], [277, SHORT, 1, 3], [278, LONG, 1, 1], [279, LONG, lines, elsewhere(lines, counts, bytes)], [284, SHORT, 1, 1],
  ];
  entries.forEach(([tag, type, count, value], index) => {
    const at = HEADER + 2 + 12 * index;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
  });
  for (let channel = 0; channel < 3; channel += 1) view.setUint16(DIRECTORY + 2 * channel, 8, true);
  for (let line = 0; line < lines; line += 1) {
    view.setUint32(offsets + 4 * line, first + line * bytes, true);
    view.setUint32(counts + 4 * line, bytes, true);
  }
  return new Uint8Array(view.buffer);
}
