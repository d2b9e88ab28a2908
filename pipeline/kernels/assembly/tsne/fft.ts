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
 * `length` is a multiple of four without prime factors but 2, 3 and 5; `roots` are the pairs cos, −sin of 2πk / length.
 */
export function transform(from: usize, to: usize, length: i32, roots: usize): usize {
  quarter(from, to, length, length, 1, roots);
  return laterStages(to, from, length, roots);
}

/** The same where the second half of the input counts as zeros, whatever lies there. */
export function transformHalf(from: usize, to: usize, length: i32, roots: usize): usize {
  quarterOfHalf(from, to, length, roots);
  return laterStages(to, from, length, roots);
}

function laterStages(from: usize, to: usize, length: i32, roots: usize): usize {
  let left = length / 4;
  let done = 4;
  while (left > 1) {
    let radix = 4;
    if (left % 4 === 0) quarter(from, to, length, left, done, roots);
    else if (left % 2 === 0) { radix = 2; second(from, to, length, left, done, roots); }
    else if (left % 3 === 0) { radix = 3; third(from, to, length, left, done, roots); }
    else { radix = 5; fifth(from, to, length, left, done, roots); }
    left /= radix;
    done *= radix;
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** The first stage, of radix 4, where the second half of the input is zero. */
function quarterOfHalf(from: usize, to: usize, length: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const apart = <usize>(length / 4) * ELEMENT;
  for (let p = 0; p < length / 4; p += 1) {
    const w1r = v128.load_splat<f32>(roots + (<usize>p << 3)), w1i = v128.load_splat<f32>(roots + (<usize>p << 3), 4);
    const w2r = v128.load_splat<f32>(roots + (<usize>p << 4)), w2i = v128.load_splat<f32>(roots + (<usize>p << 4), 4);
    const w3r = v128.load_splat<f32>(roots + (<usize>(3 * p) << 3)), w3i = v128.load_splat<f32>(roots + (<usize>(3 * p) << 3), 4);
    for (let at: usize = 0; at < ELEMENT; at += 16) {
      const a = from + <usize>p * ELEMENT + at, b = a + apart;
      const ar = v128.load(a), br = v128.load(b), ai = v128.load(a + imaginary), bi = v128.load(b + imaginary);
      const out = to + <usize>(4 * p) * ELEMENT + at;
      v128.store(out, f32x4.add(ar, br));
      v128.store(out + imaginary, f32x4.add(ai, bi));
      rotate(out + ELEMENT, imaginary, f32x4.add(ar, bi), f32x4.sub(ai, br), w1r, w1i);
      rotate(out + 2 * ELEMENT, imaginary, f32x4.sub(ar, br), f32x4.sub(ai, bi), w2r, w2i);
      rotate(out + 3 * ELEMENT, imaginary, f32x4.sub(ar, bi), f32x4.add(ai, br), w3r, w3i);
    }
  }
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

/** A stage of radix 2. */
function second(from: usize, to: usize, length: i32, left: i32, done: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const block = <usize>done * ELEMENT;
  const apart = <usize>(left / 2) * block;
  for (let p = 0; p < left / 2; p += 1) {
    const root = roots + (<usize>(p * done) << 3);
    const w1r = v128.load_splat<f32>(root), w1i = v128.load_splat<f32>(root, 4);
    for (let at: usize = 0; at < block; at += 16) {
      const a = from + <usize>p * block + at, b = a + apart;
      const ar = v128.load(a), br = v128.load(b), ai = v128.load(a + imaginary), bi = v128.load(b + imaginary);
      const out = to + <usize>(2 * p) * block + at;
      v128.store(out, f32x4.add(ar, br));
      v128.store(out + imaginary, f32x4.add(ai, bi));
      rotate(out + block, imaginary, f32x4.sub(ar, br), f32x4.sub(ai, bi), w1r, w1i);
    }
  }
}

/** A stage of radix 3. */
function third(from: usize, to: usize, length: i32, left: i32, done: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const block = <usize>done * ELEMENT;
  const apart = <usize>(left / 3) * block;
  const half = f32x4.splat(0.5), sine = f32x4.splat(<f32>0.8660254037844386);
  for (let p = 0; p < left / 3; p += 1) {
    const root = roots + (<usize>(p * done) << 3), root2 = roots + (<usize>(2 * p * done) << 3);
    const w1r = v128.load_splat<f32>(root), w1i = v128.load_splat<f32>(root, 4);
    const w2r = v128.load_splat<f32>(root2), w2i = v128.load_splat<f32>(root2, 4);
    for (let at: usize = 0; at < block; at += 16) {
      const a = from + <usize>p * block + at, b = a + apart, c = b + apart;
      const ar = v128.load(a), br = v128.load(b), cr = v128.load(c);
      const ai = v128.load(a + imaginary), bi = v128.load(b + imaginary), ci = v128.load(c + imaginary);
      const sumR = f32x4.add(br, cr), sumI = f32x4.add(bi, ci);
      const evenR = f32x4.relaxed_nmadd(half, sumR, ar), evenI = f32x4.relaxed_nmadd(half, sumI, ai);
      const oddR = f32x4.mul(sine, f32x4.sub(br, cr)), oddI = f32x4.mul(sine, f32x4.sub(bi, ci));
      const out = to + <usize>(3 * p) * block + at;
      v128.store(out, f32x4.add(ar, sumR));
      v128.store(out + imaginary, f32x4.add(ai, sumI));
      rotate(out + block, imaginary, f32x4.add(evenR, oddI), f32x4.sub(evenI, oddR), w1r, w1i);
      rotate(out + 2 * block, imaginary, f32x4.sub(evenR, oddI), f32x4.add(evenI, oddR), w2r, w2i);
    }
  }
}

/** A stage of radix 5. */
function fifth(from: usize, to: usize, length: i32, left: i32, done: i32, roots: usize): void {
  const imaginary = <usize>length * ELEMENT;
  const block = <usize>done * ELEMENT;
  const apart = <usize>(left / 5) * block;
  const cos1 = f32x4.splat(<f32>0.30901699437494745), cos2 = f32x4.splat(<f32>-0.8090169943749475);
  const sin1 = f32x4.splat(<f32>0.9510565162951535), sin2 = f32x4.splat(<f32>0.5877852522924731);
  for (let p = 0; p < left / 5; p += 1) {
    const step = <usize>(p * done) << 3;
    for (let at: usize = 0; at < block; at += 16) {
      const a = from + <usize>p * block + at, b = a + apart, c = b + apart, d = c + apart, e = d + apart;
      const ar = v128.load(a), br = v128.load(b), cr = v128.load(c), dr = v128.load(d), er = v128.load(e);
      const ai = v128.load(a + imaginary), bi = v128.load(b + imaginary), ci = v128.load(c + imaginary);
      const di = v128.load(d + imaginary), ei = v128.load(e + imaginary);
      const beR = f32x4.add(br, er), beI = f32x4.add(bi, ei), cdR = f32x4.add(cr, dr), cdI = f32x4.add(ci, di);
      const be2R = f32x4.sub(br, er), be2I = f32x4.sub(bi, ei), cd2R = f32x4.sub(cr, dr), cd2I = f32x4.sub(ci, di);
      const even1R = f32x4.relaxed_madd(cos1, beR, f32x4.relaxed_madd(cos2, cdR, ar)), even1I = f32x4.relaxed_madd(cos1, beI, f32x4.relaxed_madd(cos2, cdI, ai));
      const even2R = f32x4.relaxed_madd(cos2, beR, f32x4.relaxed_madd(cos1, cdR, ar)), even2I = f32x4.relaxed_madd(cos2, beI, f32x4.relaxed_madd(cos1, cdI, ai));
      const odd1R = f32x4.relaxed_madd(sin1, be2R, f32x4.mul(sin2, cd2R)), odd1I = f32x4.relaxed_madd(sin1, be2I, f32x4.mul(sin2, cd2I));
      const odd2R = f32x4.relaxed_nmadd(sin1, cd2R, f32x4.mul(sin2, be2R)), odd2I = f32x4.relaxed_nmadd(sin1, cd2I, f32x4.mul(sin2, be2I));
      const out = to + <usize>(5 * p) * block + at;
      v128.store(out, f32x4.add(ar, f32x4.add(beR, cdR)));
      v128.store(out + imaginary, f32x4.add(ai, f32x4.add(beI, cdI)));
      rotateBy(out + block, imaginary, f32x4.add(even1R, odd1I), f32x4.sub(even1I, odd1R), roots + step);
      rotateBy(out + 2 * block, imaginary, f32x4.add(even2R, odd2I), f32x4.sub(even2I, odd2R), roots + 2 * step);
      rotateBy(out + 3 * block, imaginary, f32x4.sub(even2R, odd2I), f32x4.add(even2I, odd2R), roots + 3 * step);
      rotateBy(out + 4 * block, imaginary, f32x4.sub(even1R, odd1I), f32x4.add(even1I, odd1R), roots + 4 * step);
    }
  }
}

/** The same by a root in memory: for stages with more roots than registers. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function rotateBy(to: usize, imaginary: usize, r: v128, i: v128, root: usize): void {
  rotate(to, imaginary, r, i, v128.load_splat<f32>(root), v128.load_splat<f32>(root, 4));
}

/** Stores a complex product. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function rotate(to: usize, imaginary: usize, r: v128, i: v128, rootR: v128, rootI: v128): void {
  v128.store(to, f32x4.relaxed_nmadd(i, rootI, f32x4.mul(r, rootR)));
  v128.store(to + imaginary, f32x4.relaxed_madd(i, rootR, f32x4.mul(r, rootI)));
}
