import util from 'node:util';
import { expect, it } from 'vitest';
import { isInstalled, loadTensorFlow } from '../../../../pipeline/network/tfjs/load.ts';

const absent = (name: string): never => {
  throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- load.ts`), { code: 'MODULE_NOT_FOUND' });
};

it('takes the package for graphics cards first, then the one without', () => {
  const library = { version: { tfjs: '4.22.0' } };
  expect(loadTensorFlow(() => library).version).toBe('@tensorflow/tfjs-node-gpu 4.22.0');
  expect(loadTensorFlow((name) => name.endsWith('-gpu') ? absent(name) : library).version).toBe('@tensorflow/tfjs-node 4.22.0');
});

it('says that nothing is installed', () => {
  expect(() => loadTensorFlow(absent)).toThrow(/^neither @tensorflow\/tfjs-node-gpu nor @tensorflow\/tfjs-node is installed$/);
});

it('finds out what is installed without loading it', () => {
  expect(isInstalled(absent)).toBe(false);
  expect(isInstalled((name) => name.endsWith('-gpu') ? absent(name) : '/somewhere')).toBe(true);
});

it('says in one line why what is installed does not load', () => {
  const broken = (): never => { throw new Error('libtensorflow.so.2: cannot open shared object file\nat …'); };
  expect(() => loadTensorFlow(broken)).toThrow(/^@tensorflow\/tfjs-node-gpu is installed but does not load: libtensorflow\.so\.2: cannot open shared object file$/);
  const unfinished = (): never => absent('@mapbox/node-pre-gyp');
  expect(() => loadTensorFlow(unfinished)).toThrow(/tfjs-node-gpu is installed but does not load: Cannot find module '@mapbox\/node-pre-gyp'/);
});

it('gives back what TensorFlow.js misses in newer versions of Node', () => {
  loadTensorFlow(() => ({ version: { tfjs: '4.22.0' } }));
  const { isNullOrUndefined, isArray } = util as unknown as Record<string, (value: unknown) => boolean>;
  expect([null, undefined, 0].map(isNullOrUndefined!)).toEqual([true, true, false]);
  expect([[], {}].map(isArray!)).toEqual([true, false]);
});
