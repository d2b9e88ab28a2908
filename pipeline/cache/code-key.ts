/**
 * Keys of code: a stage's result is made again when the modules that make it change, and only then.
 * The key of a module covers its text, that of every module it imports, and the versions of the packages they name.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { keyOf } from './key.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');

/** Modules that carry results about but never shape them: keys leave them out, so that a new progress line trains nothing anew. */
const bystanders = ['pipeline/cache/', 'pipeline/report/', 'pipeline/ground/problem.ts'];

/**
 * Key of files of the project (`pipeline/layout/maps.ts`) with all that they import. A folder stands for every file in it: for sources
 * that are read and not imported. Types alone do not count. Throws where a file is not there: the list is then out of date.
 */
export function codeKey(...parts: string[]): string {
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file) || bystanders.some((place) => file.startsWith(place))) return;
    const text = readFileSync(path.join(projectFolder, file), 'utf8');
    files.set(file, text);
    for (const name of importedBy(text)) {
      if (name.startsWith('.')) follow(path.posix.join(path.posix.dirname(file), name));
      else if (!isBuiltin(name)) packages.add(packageOf(name));
    }
  };
  parts.flatMap(filesUnder).forEach(follow);
  return keyOf([...files].sort(([a], [b]) => (a < b ? -1 : 1)), packageVersions(...[...packages].sort()));
}

/** Versions of installed packages: for those that a stage reads without importing them. */
export function packageVersions(...names: string[]): string {
  return names.map((name) => {
    const file = path.join(projectFolder, 'node_modules', name, 'package.json');
    return `${name}@${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  }).join(' ');
}

/** What a module imports, exports onward or starts as a worker, as it names it; types excepted. */
export function importedBy(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const calls = text.matchAll(/(?:\bimport\(\s*|\bnew URL\(\s*)['"]([^'"]+)['"]/g);
  return [...statements, ...calls].map((match) => match[1]!).filter((name) => !name.includes(':') || name.startsWith('node:'));
}

/** `@scope/name` or `name` of a module's path in a package. */
const packageOf = (name: string): string => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

function filesUnder(place: string): string[] {
  const whole = path.join(projectFolder, place);
  if (statSync(whole).isFile()) return [place];
  return readdirSync(whole).sort().flatMap((name) => filesUnder(path.posix.join(place, name)));
}
