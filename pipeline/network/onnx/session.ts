/** Opens ONNX models with whichever build of onnxruntime is wanted; graphs and calls are the same for all. */
import './no-telemetry.ts';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Shape } from '../spec.ts';
import { dataFilesOf } from './data-files.ts';

/** Execution providers: `cpu`, `webgpu` and `cuda` of onnxruntime-node; `wasm` is onnxruntime-web, WebAssembly without any native part. */
export type Provider = 'cpu' | 'webgpu' | 'cuda' | 'wasm';

/** Values that go into a run and come out of it, by name. */
export type Tensors = Record<string, Tensor>;

/** Where a session computes. Without a word: one thread of the processor. */
export interface Place {
  provider?: Provider;
  threads?: number;
}

export interface Session {
  /** Names, types and shapes of what a run is given. */
  readonly inputs: InferenceSession['inputMetadata'];
  /** A tensor over `data`, not a copy, for runs of this session. */
  tensor(type: 'float32' | 'float16' | 'uint8', data: Float32Array | Float16Array | Uint8Array, shape: Shape): Tensor;
  /** Computes. Where `fetches` are given, only they are computed, into the memory of these tensors. */
  run(feeds: Tensors, fetches?: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

/** What fails is thrown, and whoever catches it tells of it where it matters. */
const QUIET: InferenceSession.RunOptions = { logSeverityLevel: 4 };

type Library = Pick<typeof import('onnxruntime-node'), 'InferenceSession' | 'Tensor'>;

/**
 * `model` is the bytes of an ONNX file, or its path where files beside it hold its weights. One thread and the same inputs give the same
 * bits. Note that a run blocks the calling thread although it returns a promise: long work belongs in a worker.
 */
export async function openSession(model: Uint8Array | string, { provider = 'cpu', threads = 1 }: Place = {}): Promise<Session> {
  const library = await load(provider, threads);
  const options: InferenceSession.SessionOptions = {
    ...(provider !== 'wasm' && { executionProviders: [provider] }),
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Errors only: onnxruntime warns of every operator that a graphics processor leaves to the processor.
    logSeverityLevel: 3,
    // Spinning threads take the processor from others. Not `set_denormal_as_zero`: it changes all arithmetic of the thread that opens the first
    // session of a process, JavaScript's too, and that of no other thread, so that results would depend on the order of things.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  const session = await open(library.InferenceSession, model, provider, options);
  return {
    inputs: session.inputMetadata,
    tensor: (type, data, shape) => (type === 'float16' ? halfTensor(data, shape) : new library.Tensor(type, data as Float32Array, shape)),
    run: provider === 'wasm' ? (feeds, fetches) => runAndCopy(session, feeds, fetches) : async (feeds, fetches) => fetches ? session.run(feeds, fetches) : session.run(feeds, QUIET),
    release: () => session.release(),
  };
}

/** What computes for a provider, with its version: “onnxruntime-node 1.30.0, cpu”. */
export function versionOf(provider: Provider): string {
  const name = provider === 'wasm' ? 'onnxruntime-web' : 'onnxruntime-node';
  const file = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '../package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}, ${provider}`;
}

/** onnxruntime-node is loaded only when it is wanted: where it has no native library, its import throws. */
async function load(provider: Provider, threads: number): Promise<Library> {
  if (provider !== 'wasm') return import('onnxruntime-node');
  const web = await import('onnxruntime-web');
  // Counts for the whole thread of JavaScript, from its first session on.
  web.env.wasm.numThreads = threads;
  return web;
}

/** onnxruntime-web reads no files: it is handed the bytes of all. */
async function open(sessions: Library['InferenceSession'], model: Uint8Array | string, provider: Provider, options: InferenceSession.SessionOptions): Promise<InferenceSession> {
  // `create` takes bytes as well as a path, but none of its overloads takes either.
  if (typeof model !== 'string' || provider !== 'wasm') return sessions.create(model as string, options);
  const bytes = await readFile(model);
  const externalData = await Promise.all(dataFilesOf(bytes).map(async (name) => ({ path: name, data: await readFile(path.join(path.dirname(model), name)) })));
  return sessions.create(bytes, { ...options, externalData });
}

/** What onnxruntime reads of a tensor. Its own class makes a Float16Array of every half, which onnxruntime-node then takes for empty. */
const halfTensor = (data: Float32Array | Float16Array | Uint8Array, shape: Shape): Tensor =>
  ({ type: 'float16', dims: shape, data: new Uint16Array(data.buffer, data.byteOffset, data.length), location: 'cpu' }) as unknown as Tensor;

/** onnxruntime-web gives new tensors and leaves those that it was handed untouched. */
async function runAndCopy(session: InferenceSession, feeds: Tensors, fetches?: Tensors): Promise<Tensors> {
  if (!fetches) return session.run(feeds, QUIET);
  const results = await session.run(feeds, Object.keys(fetches));
  for (const [name, tensor] of Object.entries(fetches)) (tensor.data as Float32Array).set(results[name]!.data as Float32Array);
  return fetches;
}
