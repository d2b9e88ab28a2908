/**
 * The quintic B-spline, by which points act on the six nearest lines of a grid and lines on points. With u the share of the
 * way from the third line to the fourth, its pieces are polynomials of u; a lane a line, the last two lanes are 0.
 * C. de Boor, A Practical Guide to Splines (1978); as a charge assignment, U. Essmann et al., J. Chem. Phys. 103 (1995).
 */

/** The weights of lines 0 to 3. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function firstWeights(u: f32): v128 {
  const at = f32x4.splat(u);
  let sum = f32x4.relaxed_madd(at, f32x4(-1.0 / 120, 5.0 / 120, -10.0 / 120, 10.0 / 120), f32x4(5.0 / 120, -20.0 / 120, 30.0 / 120, -20.0 / 120));
  sum = f32x4.relaxed_madd(at, sum, f32x4(-10.0 / 120, 20.0 / 120, 0, -20.0 / 120));
  sum = f32x4.relaxed_madd(at, sum, f32x4(10.0 / 120, 20.0 / 120, -60.0 / 120, 20.0 / 120));
  sum = f32x4.relaxed_madd(at, sum, f32x4(-5.0 / 120, -50.0 / 120, 0, 50.0 / 120));
  return f32x4.relaxed_madd(at, sum, f32x4(1.0 / 120, 26.0 / 120, 66.0 / 120, 26.0 / 120));
}

/** The weights of lines 4 and 5. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function lastWeights(u: f32): v128 {
  const at = f32x4.splat(u);
  let sum = f32x4.relaxed_madd(at, f32x4(-5.0 / 120, 1.0 / 120, 0, 0), f32x4(5.0 / 120, 0, 0, 0));
  sum = f32x4.relaxed_madd(at, sum, f32x4(10.0 / 120, 0, 0, 0));
  sum = f32x4.relaxed_madd(at, sum, f32x4(10.0 / 120, 0, 0, 0));
  sum = f32x4.relaxed_madd(at, sum, f32x4(5.0 / 120, 0, 0, 0));
  return f32x4.relaxed_madd(at, sum, f32x4(1.0 / 120, 0, 0, 0));
}

/** The derivatives of the weights of lines 0 to 3. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function firstSlopes(u: f32): v128 {
  const at = f32x4.splat(u);
  let sum = f32x4.relaxed_madd(at, f32x4(-5.0 / 120, 25.0 / 120, -50.0 / 120, 50.0 / 120), f32x4(20.0 / 120, -80.0 / 120, 120.0 / 120, -80.0 / 120));
  sum = f32x4.relaxed_madd(at, sum, f32x4(-30.0 / 120, 60.0 / 120, 0, -60.0 / 120));
  sum = f32x4.relaxed_madd(at, sum, f32x4(20.0 / 120, 40.0 / 120, -120.0 / 120, 40.0 / 120));
  return f32x4.relaxed_madd(at, sum, f32x4(-5.0 / 120, -50.0 / 120, 0, 50.0 / 120));
}

/** The derivatives of the weights of lines 4 and 5. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function lastSlopes(u: f32): v128 {
  const at = f32x4.splat(u);
  let sum = f32x4.relaxed_madd(at, f32x4(-25.0 / 120, 5.0 / 120, 0, 0), f32x4(20.0 / 120, 0, 0, 0));
  sum = f32x4.relaxed_madd(at, sum, f32x4(30.0 / 120, 0, 0, 0));
  sum = f32x4.relaxed_madd(at, sum, f32x4(20.0 / 120, 0, 0, 0));
  return f32x4.relaxed_madd(at, sum, f32x4(5.0 / 120, 0, 0, 0));
}
