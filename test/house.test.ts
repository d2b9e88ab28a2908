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
  [/^pipeline\/network\//, /^pipeline\/(?!network\/|images\/pictures\.ts|ground\/)/, 'network knows nobody above it'],
  [/^pipeline\/cache\//, /^pipeline\/(?!cache\/|ground\/)/, 'the cache knows nobody above it'],
  [/^pipeline\/download\//, /^pipeline\/(?!download\/|report\/progress\.ts|ground\/)/, 'downloads know nobody above them'],
  [/^pipeline\/(layout|similarity)\//, /^pipeline\/(sources|encoders|publish|build|cli)/, 'layouts and scores know points only'],
  [/^pipeline\/(sources|images)\//, /^pipeline\/(encoders|layout|similarity|publish|build|cli)/, 'sources and images stand before encoders'],
  [/^pipeline\/(?!cli\.ts|build-all\.ts)/, /^pipeline\/(cli|build-all)\.ts/, 'nothing imports the commands'],
  [/^pipeline\/(?!cli\.ts|add\/)/, /^pipeline\/add\//, 'only the command line adds collections'],
];

describe('imports', () => {
  it.each(forbidden)('%s does not import %s: %s', (from, to) => {
    const offenders = sources.filter((file) => from.test(file)).flatMap((file) => imports(file).filter((name) => to.test(name)).map((name) => `${file} → ${name}`));
    expect(offenders).toEqual([]);
  });

  it('sees imports at all', () => {
    expect(imports('pipeline/build.ts')).toContain('src/gallery/manifest.ts');
  });
});

describe('files', () => {
  it('hold one idea: none is longer than 300 lines', () => {
    expect(sources.filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 301)).toEqual([]);
  });

  it('name commands that there are, and none that an older Node cannot run', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const texts = [...sources, 'README.md', 'CONTRIBUTING.md'].map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const);
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
