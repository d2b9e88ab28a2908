/** Does not compile: a number is not a function. */
export function wrong(part: i32): void {
  part();
}
