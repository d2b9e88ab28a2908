/** Keys of stage results: a hash over everything that can change the result. */
import { createHash } from 'node:crypto';

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
