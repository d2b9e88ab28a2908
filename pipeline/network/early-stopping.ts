/** Ends a training that no longer gets better on pictures kept apart from it. Prechelt 1998, “Early stopping – but when?” */

export interface EarlyStopping {
  /** Epochs in a row without a gain after which the training ends. */
  patience: number;
  /** A validation loss counts as a gain when it lies more than this below the lowest one before; 0 unless told. */
  minDelta?: number;
}

/** Whether a training with these validation losses, an epoch each, should end. */
export function shouldStop({ patience, minDelta = 0 }: EarlyStopping, validation: readonly number[]): boolean {
  return (epochsWithoutGain(validation, minDelta).at(-1) ?? 0) >= patience;
}

/** After each epoch: for how many epochs there had been no gain. */
export function epochsWithoutGain(validation: readonly number[], minDelta: number): number[] {
  let lowest = Infinity;
  let waited = 0;
  return validation.map((loss) => {
    const gain = loss < lowest - minDelta;
    waited = gain ? 0 : waited + 1;
    if (gain) lowest = loss;
    return waited;
  });
}
