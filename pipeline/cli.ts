/** Commands and flags, nothing else. Each command loads what it needs: help and mistakes are answered at once. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, reportFile } from './cache/folder.ts';
import { withLock } from './cache/lock.ts';
import { Problem } from './ground/problem.ts';
import type { BuildReport } from './report/build-report.ts';
import { terminalProgress } from './report/progress.ts';

/** The folder of content and galleries: that of the code, unless `GALLERY_ROOT` names another. */
const root = path.resolve(import.meta.dirname, '..', process.env.GALLERY_ROOT ?? '');
const cache = cacheFolder();

const help = `Latent Gallery turns collections of images into explorable maps.

  npm run gallery -- add <folder> [--title …]  make a collection of the pictures in a folder, and build it
  npm run gallery -- build [id…]          build all collections, or those named [--sample 150 tries them on 150 pictures first]
  npm run gallery -- picture <id>         the grid as one large picture [--layout grid] [--cell 64] [--out file.png|webp|jpg]
  npm run gallery -- report <id> [--json] what the last build of a collection did, in numbers
  npm run gallery -- doctor               what this machine has and lacks
  npm run gallery -- clean                drop kept results that no collection's last build needs [--all drops everything kept, downloads too]
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: {
    title: { type: 'string' }, sample: { type: 'string' }, layout: { type: 'string', default: 'grid' }, cell: { type: 'string', default: '64' }, out: { type: 'string' }, json: { type: 'boolean' }, all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
  } });
  const [command, ...words] = positionals;
  if (values.help || !command) return print(help);
  switch (command) {
    case 'add': return add(words, values.title);
    case 'build': return build(words, sampleSize(values.sample));
    case 'picture': return picture(words, values);
    case 'report': return report(words, Boolean(values.json));
    case 'doctor': return examine();
    case 'clean': return values.all ? forgetAll() : clean();
    default: throw new Problem(`There is no command “${command}”; run “npm run gallery -- --help” to see them all.`);
  }
}

async function build(ids: readonly string[], sample?: number): Promise<void> {
  const [{ buildCollections }, { wantedEngine }, { untilInterrupted }] = await Promise.all([import('./build-all.ts'), import('./network/engine/choose.ts'), import('./ground/interrupt.ts')]);
  const clock = (): number => performance.now() / 1000;
  await buildCollections({
    root, cache, ids, ...(sample !== undefined && { sample }), data: dataFolder(), engine: wantedEngine(process.env.GALLERY_ENGINE),
    clock, progress: terminalProgress(process.stdout, clock), signal: untilInterrupted(clock),
  });
}

const dataFolder = (): string | undefined => (process.env.GALLERY_DATA ? path.resolve(root, process.env.GALLERY_DATA) : undefined);

/** Fewer pictures make no map. */
const SMALLEST = 4;

function sampleSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < SMALLEST) throw new Problem(`A sample is a whole number of pictures, ${SMALLEST} or more; “${text}” is not, so give another, as in “--sample 150”.`);
  return count;
}

async function add([folder, ...more]: readonly string[], title: string | undefined): Promise<void> {
  if (!folder || more.length > 0) throw new Problem('Name one folder of pictures, as in “npm run gallery -- add ../stamps --title "My stamps"”.');
  const [{ addFolder }, { projectDownloads }] = await Promise.all([import('./add/add.ts'), import('./download/project-downloads.ts')]);
  const downloads = projectDownloads({ root, cache, data: dataFolder(), progress: onTerminal() });
  // It may fetch, into files that a build beside it fetches too.
  const { id, lines } = await withLock(cache, () => addFolder({ root, folder: fromHere(folder), title, downloads }));
  print(`${lines.join('\n')}\n`);
  await build([id]);
  const address = new URL(`${(process.env.BASE ?? '/').replace(/\/?$/, '/')}galleries/${id}/`, 'http://localhost:4321');
  print(`\nTo look at it, run “npm run look” and open ${address.href}\nTo publish it with the rest, run “npm run build”.\n`);
  if (isOutside(fromHere(folder))) print(`Your pictures lie outside this project: a build on GitHub will not find them, so copy them into it and name their new folder in the collection's file, or build here and publish “dist”.\n`);
}

/** Whether a push of the project leaves the folder behind. */
const isOutside = (folder: string): boolean => path.relative(root, folder).split(path.sep)[0] === '..' || path.isAbsolute(path.relative(root, folder));

async function picture([id]: readonly string[], { layout, cell, out }: { layout: string; cell: string; out?: string | undefined }): Promise<void> {
  if (!id) throw new Problem('Name a collection, as in “npm run gallery -- picture flags --out flags.png”.');
  const file = fromHere(out ?? `${id}-grid.png`);
  const { writeGridPicture } = await import('./export/grid-picture.ts');
  const progress = onTerminal();
  const { width, height } = await writeGridPicture({
    gallery: path.join(root, 'public/galleries', id), layout, cell: Number(cell), out: file, onProgress: (done, total) => progress.step('rows', done, total),
  });
  print(`Wrote ${file}, ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels.\n`);
}

async function report([id]: readonly string[], asJson: boolean): Promise<void> {
  if (!id) throw new Problem('Name a collection, as in “npm run gallery -- report flags”.');
  const text = await readFile(reportFile(cache, id), 'utf8').catch(() => {
    throw new Problem(`There is no report of “${id}”; build it first with “npm run gallery -- build ${id}”.`);
  });
  const { reportLines } = await import('./report/build-report.ts');
  print(asJson ? `${text}\n` : `${reportLines(JSON.parse(text) as BuildReport).join('\n')}\n`);
}

async function examine(): Promise<void> {
  const [{ doctor }, { wantedEngine }, { projectDownloads }] = await Promise.all([import('./doctor.ts'), import('./network/engine/choose.ts'), import('./download/project-downloads.ts')]);
  const data = dataFolder();
  const lines = await doctor({ root, cache, data, downloads: projectDownloads({ root, cache, data, progress: onTerminal() }), engine: wantedEngine(process.env.GALLERY_ENGINE) });
  print(`${lines.join('\n')}\n`);
}

async function clean(): Promise<void> {
  const [{ readCollections }, { dropUnused }] = await Promise.all([import('./collection.ts'), import('./cache/unused.ts')]);
  const ids = new Set((await readCollections(path.join(root, 'content'))).map(({ id }) => id));
  const { results, bytes, unknown } = await withLock(cache, () => dropUnused(cache, ids));
  if (unknown) {
    print(`Nothing was dropped from ${cache}, because what is needed is not known of every collection; “npm run gallery -- build ${unknown.join(' ')}” finds it out.\n`);
    return;
  }
  print(`Dropped ${results.toLocaleString('en')} kept ${results === 1 ? 'result' : 'results'} that no collection's last build needs, ${Math.round(bytes / 1e6).toLocaleString('en')} MB, from ${cache}.\n`);
}

async function forgetAll(): Promise<void> {
  await withLock(cache, () => rm(cache, { recursive: true, force: true }));
  print(`Removed ${cache}: results, unfinished trainings, reports and downloads.\n`);
}

/** npm starts scripts in the project's folder; a path is meant from where the person stands. */
const fromHere = (place: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), place);

const onTerminal = (): ReturnType<typeof terminalProgress> => terminalProgress(process.stdout, () => performance.now() / 1000);

function print(text: string): void {
  process.stdout.write(text);
}

try {
  await main();
} catch (error) {
  const known = error instanceof Problem || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(known ? `${(error as Error).message}\n` : `Something went wrong that should not; please report it with these lines.\n${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = 1;
}
