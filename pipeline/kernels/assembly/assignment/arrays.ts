/** Views of memory that are indexed without bounds checks and never freed. */

@unmanaged
export class Doubles {
  [key: i32]: f64;

  @inline @operator('[]')
  private at(index: i32): f64 {
    return load<f64>(changetype<usize>(this) + (<usize>index << 3));
  }

  @inline @operator('[]=')
  private put(index: i32, value: f64): void {
    store<f64>(changetype<usize>(this) + (<usize>index << 3), value);
  }
}

@unmanaged
export class Integers {
  [key: i32]: i32;

  @inline @operator('[]')
  private at(index: i32): i32 {
    return load<i32>(changetype<usize>(this) + (<usize>index << 2));
  }

  @inline @operator('[]=')
  private put(index: i32, value: i32): void {
    store<i32>(changetype<usize>(this) + (<usize>index << 2), value);
  }
}

let top: usize = 0;

/** Arrays are taken one after the other from `base` on. */
export function takeFrom(base: usize): void {
  top = base;
}

export function takeDoubles(count: i32): Doubles {
  const start = top;
  top = (top + (<usize>count << 3) + 63) & ~63;
  return changetype<Doubles>(start);
}

export function takeIntegers(count: i32): Integers {
  const start = top;
  top = (top + (<usize>count << 2) + 63) & ~63;
  return changetype<Integers>(start);
}

/** Where the arrays taken so far end. */
export function taken(): usize {
  return top;
}
