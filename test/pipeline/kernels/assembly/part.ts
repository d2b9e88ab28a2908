/** Values in a part. */
export const PART: usize = 64;
