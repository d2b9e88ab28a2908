/** Compares a value with a golden file; numbers may differ by a tolerance, because processors round differently. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

/** Fails where `value` differs from the golden file. `UPDATE_GOLDEN=1` writes the file instead; look at the change before you commit it. */
export function expectGolden(file: string, value: unknown, tolerance: number): void {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(plain, null, 1)}\n`);
    return;
  }
  if (!existsSync(file)) throw new Error(`${file} is missing; run the test once with UPDATE_GOLDEN=1 and look at what it wrote.`);
  expect(differences(plain, JSON.parse(readFileSync(file, 'utf8')), tolerance, '')).toEqual([]);
}

function differences(actual: unknown, golden: unknown, tolerance: number, where: string): string[] {
  if (typeof actual === 'number' && typeof golden === 'number') {
    return Math.abs(actual - golden) <= tolerance * Math.max(1, Math.abs(golden)) ? [] : [`${where}: ${actual}, golden ${golden}`];
  }
  if (actual !== null && golden !== null && typeof actual === 'object' && typeof golden === 'object') {
    const names = new Set([...Object.keys(actual), ...Object.keys(golden)]);
    return [...names].flatMap((name) => differences((actual as Record<string, unknown>)[name], (golden as Record<string, unknown>)[name], tolerance, `${where}/${name}`));
  }
  return Object.is(actual, golden) ? [] : [`${where}: ${JSON.stringify(actual)}, golden ${JSON.stringify(golden)}`];
}
