/**
 * Fast Fourier transforms of BATCH sequences side by side, so that every instruction works on neighbouring sequences.
 * T. Stockham, AFIPS 1966, in the self-sorting form of C. Van Loan, Computational Frameworks for the FFT (1992), section 1.7.
 */

/** Sequences side by side. */
export const BATCH: i32 = 8;
/** Bytes of one element of all sequences. */
export const ELEMENT: usize = <usize>BATCH * 4;

/**
 * The forward transform Σ x_t exp(−2πi kt / length) of `length` elements. `from` and `to` have room for the real parts and
 * after them the imaginary ones; one holds the input, both are overwritten, and the one that holds the result is returned.
 * `length` has no prime factors but 2, 3 and 5; `roots` are the pairs cos, −sin of 2πk / length.
 */
export function transform(from: usize, to: usize, length: i32, roots: usize): usize {
  let left = length;
  let done = 1;
  while (left > 1) {
    if (left % 4 === 0) {
      quarter(from, to, length, left, done, roots);
      left /= 4;
      done *= 4;
    } else {
      const radix = left % 2 === 0 ? 2 : left % 3 === 0 ? 3 : 5;
      smallRadix(radix, from, to, length, left, done, roots);
      left /= radix;
      done *= radix;
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** A stage of radix 4. */
function quarter(from: usize, to: usize, length: i32, left: i32, done: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const block = <usize>done * ELEMENT;
  const apart = <usize>(left / 4) * block;
  for (let p = 0; p < left / 4; p += 1) {
    const root = roots + (<usize>(p * done) << 3);
    const w1r = v128.load_splat<f32>(root), w1i = v128.load_splat<f32>(root, 4);
    const root2 = roots + (<usize>(2 * p * done) << 3);
    const w2r = v128.load_splat<f32>(root2), w2i = v128.load_splat<f32>(root2, 4);
    const root3 = roots + (<usize>(3 * p * done) << 3);
    const w3r = v128.load_splat<f32>(root3), w3i = v128.load_splat<f32>(root3, 4);
    const input = from + <usize>p * block;
    const output = to + <usize>(4 * p) * block;
    for (let at: usize = 0; at < block; at += 16) {
      const a = input + at, b = a + apart, c = b + apart, d = c + apart;
      const ar = v128.load(a), br = v128.load(b), cr = v128.load(c), dr = v128.load(d);
      const ai = v128.load(a + imaginary), bi = v128.load(b + imaginary), ci = v128.load(c + imaginary), di = v128.load(d + imaginary);
      const acr = f32x4.add(ar, cr), aci = f32x4.add(ai, ci), bdr = f32x4.add(br, dr), bdi = f32x4.add(bi, di);
      const acr2 = f32x4.sub(ar, cr), aci2 = f32x4.sub(ai, ci), bdr2 = f32x4.sub(br, dr), bdi2 = f32x4.sub(bi, di);
      const out = output + at;
      v128.store(out, f32x4.add(acr, bdr));
      v128.store(out + imaginary, f32x4.add(aci, bdi));
      rotate(out + block, imaginary, f32x4.add(acr2, bdi2), f32x4.sub(aci2, bdr2), w1r, w1i);
      rotate(out + 2 * block, imaginary, f32x4.sub(acr, bdr), f32x4.sub(aci, bdi), w2r, w2i);
      rotate(out + 3 * block, imaginary, f32x4.sub(acr2, bdi2), f32x4.add(aci2, bdr2), w3r, w3i);
    }
  }
}

/** A stage of a small prime radix, as the sum that defines it. */
function smallRadix(radix: i32, from: usize, to: usize, length: i32, left: i32, done: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const block = <usize>done * ELEMENT;
  const apart = <usize>(left / radix) * block;
  for (let p = 0; p < left / radix; p += 1) {
    const input = from + <usize>p * block;
    for (let k = 0; k < radix; k += 1) {
      const output = to + <usize>(radix * p + k) * block;
      const twist = roots + (<usize>(k * p * done) << 3);
      const twistR = v128.load_splat<f32>(twist), twistI = v128.load_splat<f32>(twist, 4);
      for (let at: usize = 0; at < block; at += 16) {
        let sumR = v128.load(input + at);
        let sumI = v128.load(input + at + imaginary);
        for (let t = 1; t < radix; t += 1) {
          const root = roots + (<usize>(k * t % radix * (length / radix)) << 3);
          const rootR = v128.load_splat<f32>(root), rootI = v128.load_splat<f32>(root, 4);
          const element = input + at + <usize>t * apart;
          const r = v128.load(element), i = v128.load(element + imaginary);
          sumR = f32x4.relaxed_madd(r, rootR, f32x4.relaxed_nmadd(i, rootI, sumR));
          sumI = f32x4.relaxed_madd(r, rootI, f32x4.relaxed_madd(i, rootR, sumI));
        }
        rotate(output + at, imaginary, sumR, sumI, twistR, twistI);
      }
    }
  }
}

/** Stores a complex product. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function rotate(to: usize, imaginary: usize, r: v128, i: v128, rootR: v128, rootI: v128): void {
  v128.store(to, f32x4.relaxed_nmadd(i, rootI, f32x4.mul(r, rootR)));
  v128.store(to + imaginary, f32x4.relaxed_madd(i, rootR, f32x4.mul(r, rootI)));
}
