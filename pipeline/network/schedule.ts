/** Learning rates over a training. */

export interface Schedule {
  /** The highest learning rate. */
  peak: number;
  /** Share of all steps during which the rate rises in a straight line from 0 to the peak. */
  warmUp: number;
}

/** The rate at `step` (0 … steps − 1): a linear warm-up, then half a cosine down to 0. Loshchilov and Hutter 2017, without restarts. */
export function warmUpCosine({ peak, warmUp }: Schedule, step: number, steps: number): number {
  const rising = Math.max(1, Math.round(warmUp * steps));
  if (step < rising) return peak * (step + 1) / rising;
  return peak * (1 + Math.cos(Math.PI * (step - rising) / Math.max(1, steps - rising))) / 2;
}
