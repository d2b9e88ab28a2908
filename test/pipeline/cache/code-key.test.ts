import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeKey, importedBy, packageVersions } from '../../../pipeline/cache/code-key.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const scratch = path.join('test/artefacts', `code-key-${process.pid}`);
const written = new Set<string>();
mkdirSync(path.join(root, 'test/artefacts'), { recursive: true });
const write = (name: string, text: string): string => {
  const file = `${scratch}-${name}`;
  written.add(file);
  writeFileSync(path.join(root, file), text);
  return file;
};

afterAll(() => written.forEach((file) => rmSync(path.join(root, file))));

describe('importedBy', () => {
  it('finds imports, exports onward, dynamic imports and workers, and leaves types out', () => {
    const text = [
      "import sharp from 'sharp';", "import {\n  one,\n  two,\n} from './named.ts';", "import type { Shape } from './types.ts';", "import './effect.ts';",
      "export { three } from './onward.ts';", "export type { Four } from './more-types.ts';", "const late = await import('./late.ts');",
      "new Worker(new URL('./worker.ts', import.meta.url));", "const said = 'import nothing';",
    ].join('\n');
    expect(importedBy(text).sort()).toEqual(['./effect.ts', './late.ts', './named.ts', './onward.ts', './worker.ts', 'sharp']);
  });
});

describe('codeKey', () => {
  it('changes with a module that is imported by one that is imported', () => {
    const inner = write('inner.ts', 'export const value = 1;\n');
    write('middle.ts', `export { value } from './${path.basename(inner)}';\n`);
    const outer = write('outer.ts', `import { value } from './${path.basename(scratch)}-middle.ts';\nconsole.log(value);\n`);
    const before = codeKey(outer);
    expect(codeKey(outer)).toBe(before);
    write('inner.ts', 'export const value = 2;\n');
    expect(codeKey(outer)).not.toBe(before);
  });

  it('does not change with modules that are imported as types only, or not at all', () => {
    const types = write('types.ts', 'export interface Shape { sides: number }\n');
    const user = write('user.ts', `import type { Shape } from './${path.basename(types)}';\nexport const square: Shape = { sides: 4 };\n`);
    const before = codeKey(user);
    write('types.ts', 'export interface Shape { sides: number; name?: string }\n');
    expect(codeKey(user)).toBe(before);
  });

  it('covers every file of a folder', () => {
    expect(codeKey('pipeline/layout')).not.toBe(codeKey('pipeline/layout/maps.ts'));
  });

  it('holds the training apart from layouts and the look of progress', () => {
    const training = readFileSync(path.join(root, 'pipeline/encoders/autoencoder/training.ts'), 'utf8');
    expect(importedBy(training).some((name) => name.includes('layout'))).toBe(false);
    expect(codeKey('pipeline/report/progress.ts')).toBe(codeKey('pipeline/ground/problem.ts'));
  });

  it('refuses a file that is not there', () => {
    expect(() => codeKey('pipeline/nowhere.ts')).toThrow(/nowhere/);
  });
});

it('packageVersions names installed versions', () => {
  expect(packageVersions('sharp')).toMatch(/^sharp@\d+\.\d+\.\d+/);
});
