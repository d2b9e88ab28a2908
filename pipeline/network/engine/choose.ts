/** Chooses the engine that trains and embeds, and says why. */
import { Problem } from '../../ground/problem.ts';
import { isInstalled } from '../tfjs/load.ts';
import { mayHaveAdapter } from './adapter.ts';
import { engineNames, type EngineName } from './engine.ts';
import { openEngine } from './open.ts';
import { reasonOf } from './reason.ts';
import { selfCheck } from './self-check.ts';
import { tryEngine } from './try-engine.ts';

/** What was found out about an engine. `by hand`: it works, but is never chosen by itself. `why` ends a sentence that “because” begins. */
export interface Verdict {
  fit: 'yes' | 'by hand' | 'no';
  why: string;
}

export interface Choice {
  name: EngineName;
  why: string;
  /** Library, version and provider: an ingredient of the keys of what it makes. */
  version: string;
}

/** Finds out whether an engine can be used on this machine. */
export type Examine = (name: EngineName, byHand: boolean) => Promise<Verdict>;

/** In the order in which they are wanted; CUDA's provider wants libraries that are set up by hand, and so a hand that asks for it. */
const AUTOMATIC: readonly EngineName[] = ['tensorflow', 'webgpu', 'cpu', 'wasm'];

/** The name in the setting `GALLERY_ENGINE`, null for a choice by itself. Throws a Problem where there is no such engine. */
export function wantedEngine(setting: string | undefined): EngineName | null {
  if (setting === undefined || setting === '' || setting === 'auto') return null;
  const name = engineNames.find((each) => each === setting);
  if (!name) throw new Problem(`GALLERY_ENGINE is “${setting}”, but there is no such engine; set it to ${['auto', ...engineNames].join(', ').replace(/, (\w+)$/, ' or $1')}, or leave it out.`);
  return name;
}

/** The wanted engine or, without one, the first that fits. Throws a Problem where it cannot be used. */
export async function chooseEngine(wanted: EngineName | null, examine: Examine = examineHere): Promise<Choice> {
  if (wanted) {
    const { fit, why } = await examine(wanted, true);
    if (fit === 'no') throw new Problem(`GALLERY_ENGINE asks for ${wanted}, which cannot be used because ${why}; set it to another engine or leave it out.`);
    return choiceOf(wanted, 'GALLERY_ENGINE asks for it');
  }
  let missing = '';
  for (const name of AUTOMATIC) {
    const { fit, why } = await examine(name, false);
    if (fit === 'yes') return choiceOf(name, name === 'wasm' ? `${why}, and onnxruntime-node cannot be used here: ${missing}` : why);
    missing = why;
  }
  throw new Problem('No engine can train or embed on this machine; run “npm run gallery -- doctor” to see what each lacks.');
}

/** What was chosen and why, and why each other was not: a line each. */
export async function explainEngines(wanted: EngineName | null, examine: Examine = examineHere): Promise<string[]> {
  const verdicts = new Map(await Promise.all(engineNames.map(async (name) => [name, await examine(name, name === wanted)] as const)));
  const choice = await chooseEngine(wanted, async (name) => verdicts.get(name)!).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  const chosen = choice instanceof Problem ? null : choice.name;
  return [
    choice instanceof Problem ? choice.message : `Trains and embeds with ${choice.name}, because ${choice.why}`,
    ...engineNames.filter((name) => name !== chosen && !(chosen === null && name === wanted)).map((name) => `  not with ${name}, because ${reasonAgainst(name, chosen, verdicts.get(name)!)}`),
  ];
}

function reasonAgainst(name: EngineName, chosen: EngineName | null, { fit, why }: Verdict): string {
  if (fit === 'no') return why;
  const against = fit === 'by hand' ? why : `${chosen ?? 'another'} is preferred`;
  return `${against}; GALLERY_ENGINE=${name} uses it anyway`;
}

const choiceOf = async (name: EngineName, why: string): Promise<Choice> => ({ name, why, version: (await openEngine(name)).version });

/** Examines this machine. */
export async function examineHere(name: EngineName, byHand: boolean): Promise<Verdict> {
  switch (name) {
    case 'cpu': return examineLibrary(name, 'onnxruntime-node computes on the processor');
    case 'wasm': return examineLibrary(name, 'it needs no native library');
    case 'tensorflow':
      if (!isInstalled()) return examineLibrary(name, '');
      return verdictOf((await tryEngine(name)).mistake, 'its native library is installed and passed a test training');
    case 'cuda':
      if (!byHand) return { fit: 'by hand', why: 'it wants NVIDIA’s CUDA and cuDNN installed and is not tried unasked' };
      return verdictOf((await tryEngine(name)).mistake, 'it passed a test training');
    case 'webgpu': return examineWebGpu(byHand);
  }
}

async function examineWebGpu(byHand: boolean): Promise<Verdict> {
  if (!byHand && !mayHaveAdapter(process.env)) return { fit: 'no', why: 'this machine has no graphics device' };
  const { mistake, softwareRenderer } = await tryEngine('webgpu');
  if (mistake === null && softwareRenderer) return { fit: 'by hand', why: `its adapter is ${softwareRenderer}, slow software in place of a graphics processor` };
  return verdictOf(mistake, 'a graphics processor is there and passed a test training');
}

/** Engines that run in this process. */
async function examineLibrary(name: EngineName, why: string): Promise<Verdict> {
  try {
    return verdictOf(await selfCheck(await openEngine(name)), why);
  } catch (error) {
    return { fit: 'no', why: reasonOf(error) };
  }
}

const verdictOf = (mistake: string | null, why: string): Verdict => mistake === null ? { fit: 'yes', why } : { fit: 'no', why: mistake };
