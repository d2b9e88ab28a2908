/** Programs that do one piece of work and end, taking turns, so that what disturbs the machine disturbs all of them alike. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from '../contest.ts';

export interface Competitor {
  name: string;
  /** Program and arguments. It writes one line of JSON: numbers by name, `cpu` and `wall` in seconds and `memory` in MB among them. */
  command: readonly [string, ...string[]];
  environment?: Record<string, string>;
}

/**
 * Runs each competitor in turn, `rounds` times, and returns the median of every number by `competitor: number`. Who cannot run is
 * named on the error output with the last line it wrote there.
 */
export async function turns(competitors: readonly Competitor[], rounds: number): Promise<Record<string, number>> {
  const heard = new Map<string, Record<string, number>[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, command: [program, ...words], environment } of competitors) {
      try {
        const { stdout } = await promisify(execFile)(program, words, { env: { ...process.env, ...environment }, maxBuffer: 1e8 });
        heard.set(name, [...heard.get(name) ?? [], JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number>]);
      } catch (error) {
        console.error(`${name}: not measured, ${error instanceof Error ? error.message.trim().split('\n').at(-1) : error}`);
      }
    }
  }
  return Object.fromEntries([...heard].flatMap(([name, answers]) => Object.keys(answers[0]!)
    .map((number) => [`${name}: ${number}`, median(answers.map((answer) => answer[number]!))])));
}

/** What a process has used since it began, the children it waited for aside. */
export function used(): { cpu: number; memory: number } {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
}
