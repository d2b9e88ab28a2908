/** Keys of stage results: a hash over everything that can change the result, the code included. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a key may be made of. Objects count by their sorted keys, so that order of writing does not matter. */
export type Ingredient = string | number | boolean | null | undefined | Uint8Array | readonly Ingredient[] | { readonly [name: string]: Ingredient };

/** SHA-256 over the ingredients, in hexadecimal. Types and lengths are part of it: `['ab']` and `['a', 'b']` differ. */
export function keyOf(...ingredients: Ingredient[]): string {
  const hash = createHash('sha256');
  const add = (ingredient: Ingredient): void => {
    if (ingredient instanceof Uint8Array) {
      hash.update(`bytes ${ingredient.length}\n`).update(ingredient);
    } else if (Array.isArray(ingredient)) {
      hash.update(`list ${ingredient.length}\n`);
      ingredient.forEach(add);
    } else if (ingredient !== null && typeof ingredient === 'object') {
      const entries = Object.entries(ingredient).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
      hash.update(`object ${entries.length}\n`);
      for (const [name, value] of entries) {
        add(name);
        add(value);
      }
    } else {
      const text = String(ingredient);
      hash.update(`${typeof ingredient} ${text.length}\n${text}`);
    }
  };
  ingredients.forEach(add);
  return hash.digest('hex');
}

const pipelineFolder = path.resolve(import.meta.dirname, '..');
const codeKeys = new Map<string, string>();

/** Key of the source text of files or folders of `pipeline/`: a stage is made again when its own code changes. */
export function codeKey(...parts: string[]): string {
  return keyOf(parts.map((part) => {
    const known = codeKeys.get(part);
    if (known) return known;
    const key = keyOf(filesUnder(path.join(pipelineFolder, part)).map((file) => [path.relative(pipelineFolder, file), readFileSync(file)]));
    codeKeys.set(part, key);
    return key;
  }));
}

function filesUnder(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place).sort().flatMap((name) => filesUnder(path.join(place, name)));
}

/** Versions of installed packages whose output a stage depends on. */
export function packageVersions(...names: string[]): string {
  return names.map((name) => {
    const file = path.resolve(pipelineFolder, '../node_modules', name, 'package.json');
    return `${name}@${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  }).join(' ');
}
