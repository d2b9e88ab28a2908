/** The house and its rules: imports run one way, files stay small, nothing random or timed in the pipeline. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const sources = ['pipeline', 'src'].flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|astro|mjs)$/.test(name)).map((name) => path.posix.join(folder, name.replaceAll('\\', '/'))));

/** Files of the project that `file` imports, relative to the root. */
function imports(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const named = [...text.matchAll(/(?:from\s+|import\s*\(?\s*|new URL\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g)].map((match) => match[1]!);
  return named.map((name) => path.posix.normalize(path.posix.join(path.posix.dirname(file), name)));
}

const forbidden: [from: RegExp, to: RegExp, why: string][] = [
  [/^src\//, /^pipeline\//, 'the site reads published files only'],
  [/^pipeline\//, /^src\/(?!gallery\/)/, 'the pipeline shares nothing but the published format with the site'],
  [/^src\/gallery\//, /^src\/(?!gallery\/)|^pipeline\//, 'the published format stands alone'],
];

/** The pipeline from the ground up. A folder or file imports from itself and from the layers below its own: not from its neighbours, nor from above. */
const layers = [
  ['ground/'],
  ['cache/', 'network/'],
  ['kernels/', 'report/'],
  ['download/', 'images/', 'similarity/'],
  ['layout/', 'sources/'],
  ['encoders/'],
  ['collection.ts', 'evaluation.ts'],
  ['publish/', 'without-fetching.ts'],
  ['build.ts'],
  ['add/', 'build-all.ts', 'doctor.ts', 'export/'],
  ['cli.ts', 'site.ts'],
  ['start.mjs'],
].map((layer) => layer.map((place) => `pipeline/${place}`));

const placesOf = (file: string): string[] => layers.flat().filter((place) => file.startsWith(place));

describe('imports', () => {
  it.each(forbidden)('%s does not import %s: %s', (from, to) => {
    const offenders = sources.filter((file) => from.test(file)).flatMap((file) => imports(file).filter((name) => to.test(name)).map((name) => `${file} → ${name}`));
    expect(offenders).toEqual([]);
  });

  it.each(layers.flatMap((layer, height) => layer.map((place) => [place, layers.slice(0, height).flat()] as const)))('%s imports from below only', (place, below) => {
    const allowed = [place, ...below, 'src/'];
    const offenders = sources.filter((file) => file.startsWith(place))
      .flatMap((file) => imports(file).filter((name) => !allowed.some((start) => name.startsWith(start))).map((name) => `${file} → ${name}`));
    expect(offenders).toEqual([]);
  });

  it('are held to layers in every file of the pipeline', () => {
    expect(sources.filter((file) => file.startsWith('pipeline/') && placesOf(file).length !== 1)).toEqual([]);
    expect(layers.flat().filter((place) => !sources.some((file) => file.startsWith(place)))).toEqual([]);
  });

  it('are seen at all', () => {
    expect(imports('pipeline/build.ts')).toContain('src/gallery/manifest.ts');
  });
});

describe('files', () => {
  it('hold one idea: none is longer than 300 lines', () => {
    expect(sources.filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 301)).toEqual([]);
  });

  it('name commands that there are, and none that an older Node cannot run', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const texts = [...sources, 'README.md', 'CONTRIBUTING.md', 'docs/collections.md'].map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const);
    const commands = texts.flatMap(([file, text]) => [...text.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => [file, name!] as const));
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter(([, name]) => !(name in scripts))).toEqual([]);
    // Told to a person, these end in an error outside npm's scripts.
    expect(texts.filter(([, text]) => /[“`]node (pipeline|test)\//.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('take chance only from the seeded generator, and no date', () => {
    const offenders = sources.filter((file) => file.startsWith('pipeline/') && /Math\.random\(|Date\.now\(|new Date\(\)/.test(readFileSync(path.join(root, file), 'utf8')));
    expect(offenders).toEqual([]);
  });
});
