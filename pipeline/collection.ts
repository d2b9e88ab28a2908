/** The files in content/collections: what a person writes to get a gallery, checked with messages a person understands. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { encoderId } from './encoders/encoder-id.ts';
import { encoderSchema } from './encoders/settings.ts';
import { Problem } from './ground/problem.ts';
import { complaint } from './ground/settings-complaint.ts';
import { sourceSchema } from './sources/settings.ts';

const schema = z.strictObject({
  title: z.string().min(1).max(80),
  description: z.string().min(1).max(300),
  /** What one picture and several are called: “flag”, “flags”. */
  noun: z.strictObject({ one: z.string().min(1), many: z.string().min(1) }).default({ one: 'picture', many: 'pictures' }),
  source: sourceSchema,
  encoders: z.array(encoderSchema).min(1).refine((list) => new Set(list.map(encoderId)).size === list.length, 'names an encoder twice'),
  layouts: z.array(z.enum(['tsne', 'pca', 'grid'])).min(1).default(['tsne', 'pca', 'grid']),
  /** A label column with ten values at most that the map may be coloured by. */
  colours: z.string().min(1).optional(),
  /** Perplexity: about how many neighbours each picture should stay near; it is lowered to a third of the pictures where they are few. */
  tsne: z.strictObject({
    perplexity: z.number().min(2).max(200).default(30),
    iterations: z.int().min(250).max(20_000).default(1_000),
  }).prefault({}),
  /** Publishes the square grid as one picture too, for a write-up. */
  'grid-picture': z.boolean().default(false),
  /** A file of content/families with sets of look-alike items to judge encoders by. */
  families: z.string().optional(),
  /** Place among the galleries of the home page; the first is shown large. */
  order: z.number().default(100),
  /** Whose pictures they are, for the page that says how galleries are made: what, by whom, under which licence, and the address where there is one. */
  credits: z.array(z.strictObject({ what: z.string().min(1), who: z.string().min(1), licence: z.string().min(1), url: z.url({ protocol: /^https?$/ }).or(z.literal('')).default('') })).default([]),
  /** Built where its files are on hand or it is named; otherwise nothing is fetched, and the build says what it goes without. */
  optional: z.boolean().default(false),
  seed: z.int().min(0).default(1),
});

export type Collection = z.infer<typeof schema> & { id: string; file: string };

const familiesSchema = z.array(z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  source: z.string().min(1),
  members: z.array(z.string()).min(2),
}));

type Family = z.infer<typeof familiesSchema>[number];

/** The collections of a content folder, in the order of their `order` and then their id. Throws a Problem where two files have one id. */
export async function readCollections(contentFolder: string): Promise<Collection[]> {
  const folder = path.join(contentFolder, 'collections');
  const names = await readdir(folder).catch(() => {
    throw new Problem(`${folder} is missing; create it and describe a collection in it, as docs/collections.md shows.`);
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.')).sort();
  const twin = files.find((name) => name.endsWith('.yaml') && files.includes(`${idOf(name)}.yml`));
  if (twin) throw new Problem(`${folder} holds both ${twin} and ${idOf(twin)}.yml, which would be one gallery; rename or remove one of them.`);
  const collections = await Promise.all(files.map((name) => readCollection(path.join(folder, name))));
  return collections.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

const idOf = (file: string): string => path.basename(file).replace(/\.ya?ml$/, '');

/** One collection; its id is the file's name. */
export async function readCollection(file: string): Promise<Collection> {
  const id = idOf(file);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    throw new Problem(`${file} cannot be an address; rename it with small letters, digits and dashes only, such as my-pictures.yaml.`);
  }
  return { ...check(schema, await readYaml(file), file), id, file };
}

/** The look-alike families that a collection names, or none. */
export async function readFamilies(contentFolder: string, collection: Collection): Promise<Family[]> {
  if (!collection.families) return [];
  const file = path.join(contentFolder, 'families', `${collection.families}.yaml`);
  return check(familiesSchema, await readYaml(file), file);
}

async function readYaml(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Problem(`${file} cannot be read; check its name and that you may read it.`);
  });
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line;
    throw new Problem(`${file}${line ? `, line ${line},` : ''} is not valid YAML: ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}; correct it and build again.`);
  }
}

function check<Schema extends z.ZodType>(wanted: Schema, value: unknown, file: string): z.infer<Schema> {
  const result = wanted.safeParse(value);
  if (result.success) return result.data;
  throw new Problem(`${file} ${complaint(result.error.issues[0]!, value)}.`);
}
