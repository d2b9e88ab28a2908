/** Half-precision floats, IEEE 754 binary16, for browsers without Float16Array. */

const buffer = new DataView(new ArrayBuffer(4));

/** The number that 16 bits stand for. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The 16 bits nearest to a number, to the even one where two are as near; beyond ±65,504 infinity. */
export function toHalf(value: number): number {
  buffer.setFloat32(0, value);
  const sign = (buffer.getUint32(0) >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  // log2 may be off by a rounding at a power of two: the fraction then is 2,048 or 1,023.x, which the sum carries over or back.
  const fraction = roundToEven(size * 2 ** (10 - exponent));
  return sign | (((exponent + 14) << 10) + fraction);
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
