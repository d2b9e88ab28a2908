/** Where an entry of an archive may be written to, if anywhere. */
import { Problem } from '../../ground/problem.ts';

/** The path with `/`. Throws a Problem where it is absolute, on whichever system, or leads upwards. */
export function safePath(given: string, archive: string): string {
  const name = given.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (/^([a-z]:)?\//i.test(name) || name.split('/').includes('..') || name.includes('\0')) {
    throw new Problem(`${archive} holds “${given}”, which leads outside the folder it is unpacked to; do not trust it, or pack the pictures again.`);
  }
  return name;
}

/** Why a safe path cannot be written on this system, or null. On Windows a colon could lead to another drive, or to a file's hidden stream. */
export function unwritable(name: string, platform: NodeJS.Platform = process.platform): string | null {
  const character = platform === 'win32' && /[<>:"|?*]/.exec(name)?.[0];
  return character ? `has a name with “${character}” in it, which Windows does not allow; rename it and pack the pictures again.` : null;
}
