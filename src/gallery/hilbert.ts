/** Order along a curve that fills the plane. */

/**
 * Place of a point on Hilbert's curve through 2^16 × 2^16 cells: points close on the curve are close on the plane
 * (Hilbert 1891, “Über die stetige Abbildung einer Linie auf ein Flächenstück”).
 */
export function hilbertPlace(pointX: number, pointY: number): number {
  let [x, y] = [Math.round(pointX), Math.round(pointY)];
  let place = 0;
  for (let side = 2 ** 15; side >= 1; side /= 2) {
    const right = (x & side) > 0 ? 1 : 0;
    const low = (y & side) > 0 ? 1 : 0;
    place += side * side * ((3 * right) ^ low);
    if (low === 0) {
      if (right === 1) [x, y] = [65535 - x, 65535 - y];
      [x, y] = [y, x];
    }
  }
  return place;
}
