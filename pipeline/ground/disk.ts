/** What a disk holds, and what its refusals mean, in a sentence. */
import { stat } from 'node:fs/promises';
import { Problem } from './problem.ts';

/** Whether there is a file or folder that can be looked at. */
export const isThere = (place: string): Promise<boolean> => stat(place).then(() => true, () => false);

/** The system's code of an error, such as ENOENT; empty where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The sentence for a disk that refuses; other errors pass through unchanged. `where` names the file or folder. */
export function asProblem(error: unknown, where: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC': case 'EDQUOT':
      return new Problem(`${where} could not be written because the disk is full; free some space and build again.`);
    case 'EROFS':
      return new Problem(`${where} could not be written because the disk is read-only; build on a disk that can be written to.`);
    case 'EACCES': case 'EPERM':
      return new Problem(`${where} could not be written because access is denied; make the folder writable for you and build again.`);
    case 'ENOTDIR': case 'EEXIST':
      return new Problem(`${where} could not be written because a file stands where a folder is needed; move it away and build again.`);
    default:
      return error;
  }
}
