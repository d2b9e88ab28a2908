/** Starts a program of this folder where Node can run it. JavaScript, for an older Node has to get as far as the sentence below. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const LEAST = 24;

if (Number(process.versions.node.split('.')[0]) < LEAST) {
  process.stderr.write(`This is Node.js ${process.versions.node}, and Latent Gallery needs ${LEAST} or newer; install it from https://nodejs.org and run the command again.\n`);
  process.exitCode = 1;
} else {
  const program = path.join(import.meta.dirname, process.argv[2] ?? 'cli.ts');
  process.argv.splice(1, 2, program);
  await import(pathToFileURL(program).href);
}
