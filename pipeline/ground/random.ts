/** A seeded generator of random numbers: the only source of chance in the pipeline. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Whole number, uniform in [0, bound). */
  below(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** One of the values, each as likely as the others. */
  pick<Value>(values: readonly Value[]): Value;
  /** Shuffles in place. Fisher and Yates, as in Knuth, TAOCP 2, algorithm P. */
  shuffle<List extends { length: number; [index: number]: unknown }>(list: List): List;
}

/**
 * sfc32 by Chris Doty-Humphrey (PractRand), seeded through splitmix32. `stream` separates independent uses of one seed.
 */
export function seeded(seed: number, stream = ''): Random {
  let mix = seed >>> 0;
  for (const character of stream) mix = Math.imul(mix ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let a = split();
  let b = split();
  let c = split();
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + result) >>> 0;
    return result;
  };
  for (let round = 0; round < 12; round += 1) next();
  const uniform = (): number => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
  const below = (bound: number): number => Math.floor(uniform() * bound);
  return {
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (values) => {
      if (values.length === 0) throw new RangeError('pick: there is nothing to pick from');
      return values[below(values.length)]!;
    },
    shuffle: (list) => {
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [list[last], list[other]] = [list[other], list[last]];
      }
      return list;
    },
  };
}
