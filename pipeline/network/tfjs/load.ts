/** Loads TensorFlow.js with its native library, which only those have who installed it. */
import { createRequire } from 'node:module';
import util from 'node:util';
import type { TensorFlow } from './tensorflow.ts';

/** The first that is installed is taken. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

export interface Loaded {
  tf: TensorFlow;
  /** Package and version. */
  version: string;
}

/** Loads the package, or throws an Error whose message ends a sentence that “because” begins. `load` is `require`. */
export function loadTensorFlow(load: (name: string) => unknown = createRequire(import.meta.url)): Loaded {
  fillGaps();
  for (const name of PACKAGES) {
    try {
      const tf = load(name) as TensorFlow;
      return { tf, version: `${name} ${tf.version['tfjs']}` };
    } catch (error) {
      if (!isAbsent(error, name)) throw new Error(`${name} is installed but does not load: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  throw new Error(`neither ${PACKAGES.join(' nor ')} is installed`);
}

/** Whether one of the packages is there, found out without loading it. */
export function isInstalled(find: (name: string) => unknown = createRequire(import.meta.url).resolve): boolean {
  return PACKAGES.some((name) => {
    try {
      find(name);
      return true;
    } catch {
      return false;
    }
  });
}

/** Functions that TensorFlow.js 4.22 calls and that Node 23 took away. */
function fillGaps(): void {
  const gaps = { isNullOrUndefined: (value: unknown) => value === null || value === undefined, isArray: Array.isArray };
  for (const [name, fill] of Object.entries(gaps)) if (!(name in util)) Object.assign(util, { [name]: fill });
}

/** Whether the package itself is missing, and not something that it wants. */
function isAbsent(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && message.split('\n')[0]!.includes(`'${name}'`);
}
