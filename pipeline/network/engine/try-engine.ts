/** Tries an engine in a process of its own: a driver that crashes or hangs must not take the build with it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import '../onnx/no-telemetry.ts';
import type { EngineName } from './engine.ts';

export interface Trial {
  /** Why it cannot be used, as the end of “because …”; null where it trained rightly. */
  mistake: string | null;
  /** The name of the software that stood in for a graphics processor, or null. */
  softwareRenderer: string | null;
}

/** Seconds for a trial: compiling shaders takes some drivers several. */
const PATIENCE = 60;

export async function tryEngine(name: EngineName): Promise<Trial> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./engine-trial.ts', import.meta.url)), name], {
    stdio: ['ignore', 'pipe', 'ignore'], timeout: 1000 * PATIENCE, killSignal: 'SIGKILL',
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject).on('close', (...ending) => resolve(ending));
  });
  const line = text.trim().split('\n').at(-1)!;
  if (code === 0 && line.startsWith('{')) return JSON.parse(line) as Trial;
  return { mistake: `a trial of it ${signal === 'SIGKILL' ? `took longer than ${PATIENCE} seconds` : `crashed (${signal ?? `code ${code}`})`}`, softwareRenderer: null };
}
