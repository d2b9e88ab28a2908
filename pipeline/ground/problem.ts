/** A failure a person can cause or mend. The message is one sentence: the file, what is wrong, what to do. No stack is shown. */
export class Problem extends Error {
  override name = 'Problem';
}
