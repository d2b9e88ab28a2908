/** Asynchronous work side by side, but not all of it at once: each piece holds memory, files or threads. */

/**
 * The results of `work` for every value, in the values' order, with at most `most` of them in work at a time, begun in order. Where one fails,
 * none is begun any more, those in work are waited for, and the first error is thrown.
 */
export async function atOnce<Value, Result>(most: number, values: readonly Value[], work: (value: Value, index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = new Array(values.length);
  const errors: unknown[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < values.length && errors.length === 0) {
      const index = next++;
      results[index] = await work(values[index]!, index);
    }
  };
  const keepError = (error: unknown): void => { errors.push(error); };
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, () => run().catch(keepError)));
  if (errors.length > 0) throw errors[0];
  return results;
}
