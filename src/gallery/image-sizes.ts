/** In which of a gallery's sizes a picture is published. */

/** Of a gallery's sizes those that an item is published in: up to the first that holds all its pixels. Ascending. */
export function imageSizesOf(sizes: readonly number[], { width, height }: { width: number; height: number }): number[] {
  const whole = sizes.findIndex((size) => size >= Math.max(width, height));
  return sizes.slice(0, whole < 0 ? undefined : whole + 1);
}
