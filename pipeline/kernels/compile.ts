/** Compiles the AssemblyScript of this folder to WebAssembly when it is first needed, and keeps the result. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeKey, packageVersions } from '../cache/code-key.ts';
import { readKept, writeKept } from '../cache/content.ts';
import { cacheFolder } from '../cache/folder.ts';
import { keyOf } from '../cache/key.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');

/** SIMD and threads on memory that is handed in; no garbage collector, no assertions, no data of its own. */
const flags: readonly string[] = [
  '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub', '--use', 'abort=',
  '--enable', 'simd', '--enable', 'threads', '--enable', 'relaxed-simd',
  '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536',
];

const ready = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The module of one subject, compiled from `source`, the address of its entry file; at most once a process.
 *
 * The result lies in the cache folder under the key of everything that went into it: the file, the files it imports, the
 * compiler's version and flags. It is verified when it is read, and made again where it is damaged. Throws an Error with
 * the compiler's own words where the source is wrong, a Problem where the cache cannot be written.
 */
export function compiledKernels(source: URL, folder = path.join(cacheFolder(), 'kernels')): Promise<WebAssembly.Module> {
  const file = path.relative(projectFolder, fileURLToPath(source)).replaceAll('\\', '/');
  const key = keyOf(codeKey(file), packageVersions('assemblyscript'), flags);
  const known = ready.get(`${folder} ${key}`);
  if (known) return known;
  const module = keptOrCompiled(folder, key, file);
  ready.set(`${folder} ${key}`, module);
  module.catch(() => ready.delete(`${folder} ${key}`));
  return module;
}

async function keptOrCompiled(folder: string, key: string, file: string): Promise<WebAssembly.Module> {
  const kept = await readKept(folder, key);
  if (kept) return WebAssembly.compile(new Uint8Array(kept.bytes));
  const bytes = await compile(file);
  await writeKept(folder, key, bytes, { file });
  return WebAssembly.compile(bytes);
}

async function compile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded here and not above: the compiler is large, and hardly ever needed.
  const asc = await import('assemblyscript/asc');
  const stderr = asc.createMemoryStream();
  let bytes: Uint8Array<ArrayBuffer> | null = null;
  const { error } = await asc.main([file, '--outFile', 'kernels.wasm', '--noColors', ...flags], {
    stdout: asc.createMemoryStream(),
    stderr,
    readFile: (name, base) => readFile(path.resolve(projectFolder, base, name), 'utf8').catch(() => null),
    writeFile: (name, contents) => { if (name === 'kernels.wasm' && typeof contents !== 'string') bytes = Uint8Array.from(contents); },
    listFiles: () => null,
  });
  if (error || !bytes) throw new Error(`${file} does not compile:\n${stderr.toString()}`, { cause: error });
  return bytes;
}
