import type { WholeSource } from '../../../pipeline/encoders/context.ts';

/** A source of which nothing was left out, neither by a sample nor unopened. */
export const wholeOf = (files: readonly string[]): WholeSource => ({ files, skipped: [], sampled: false });
