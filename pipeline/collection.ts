/** The files in content/collections: what a person writes to get a gallery, checked with messages a person understands. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { Remote } from './download/downloads.ts';
import { encoderId } from './encoders/encoder-id.ts';
import { Problem } from './problem.ts';

const size = z.tuple([z.int().min(4).max(512), z.int().min(4).max(512)]);

/** What a folder's pictures are described by. */
const described = {
  /** What the folders inside stand for: “Class”, “Country”. False: nothing that one filters by; they are part of the pictures' names. */
  label: z.union([z.string().min(1).max(40), z.literal(false)]).optional(),
  /** A CSV, TSV or JSON file in the folder of pictures; by itself, or with the column of file names and the columns to filter by. */
  metadata: z.union([
    z.string().min(1).transform((file) => ({ file })),
    z.strictObject({ file: z.string().min(1), key: z.string().optional(), labels: z.array(z.string()).optional() }),
  ]).optional(),
  /** Only pictures in these folders, or only so many from each: always the same ones. */
  draw: z.strictObject({ folders: z.array(z.string().min(1)).min(1).optional(), each: z.int().min(1).optional() }).optional(),
};

const archive = z.strictObject({
  type: z.literal('archive'),
  /** A zip or tar.gz file on this disk, relative to the project; or the address of one. */
  file: z.string().min(1).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** What the folder that GALLERY_DATA names calls it, as a file or unpacked as a folder. */
  data: z.string().min(1).optional(),
  /** About how large it is: told before it is fetched. */
  megabytes: z.number().positive().optional(),
  /** An archive in the archive that holds the pictures, and the folder that they are in. */
  inside: z.string().min(1).optional(),
  folder: z.string().min(1).optional(),
  ...described,
}).transform(({ file, url, data, megabytes, ...rest }, context): typeof rest & { from: { file: string } | Remote } => {
  if (file && !url && !data && !megabytes) return { ...rest, from: { file } };
  if (url && !file) return { ...rest, from: { url, data, megabytes } };
  context.addIssue({ code: 'custom', message: 'an archive needs either “file” or “url”, and “data” and “megabytes” only beside “url”' });
  return z.NEVER;
});

const source = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('country-flags'),
    /** Only so many of them: drawn by the seed from those of one status, and those that are named. */
    draw: z.strictObject({ count: z.int().min(3), status: z.enum(['Independent', 'Not independent']), with: z.array(z.string()).default([]) }).optional(),
  }),
  z.strictObject({ type: z.literal('mnist') }),
  z.strictObject({ type: z.literal('folder'), folder: z.string().min(1), ...described }),
  archive,
]);

/** Three convolutions halve the picture. */
const side = z.int().min(16).max(256).multipleOf(8);

/** Two poolings halve the picture. */
const quarter = z.int().min(8).max(256).multipleOf(4);

const encoder = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('file'),
    /** A .npy, .arrow or .parquet file of vectors made elsewhere, relative to the project. */
    file: z.string().min(1),
    /** The column with the names of the pictures' files; without one, rows are in the order of the pictures' paths. */
    key: z.string().optional(),
    /** The column of vectors. */
    column: z.string().optional(),
    /** Its name on pages and, in small letters, in addresses. */
    name: z.string().regex(/^[a-z][a-z0-9 -]{0,29}$/i, 'is letters, digits, spaces and dashes, 30 at most').default('Own vectors'),
    distance: z.enum(['cosine', 'euclidean']).default('cosine'),
  }),
  z.strictObject({
    type: z.literal('pixels'),
    /** Width and height, in pixels, that pictures are stretched to. */
    size: size.default([72, 48]),
  }),
  z.strictObject({
    type: z.literal('conv-autoencoder'),
    /** Width and height, in pixels, that pictures are stretched to: as flags are shaped; a square is fair to upright and wide photographs alike. */
    size: z.tuple([side, side]).default([72, 48]),
    /** Mash-ups of two flags made for training, and as many recolours and made-up layouts. Other pictures learn from themselves. */
    'mash-ups': z.int().min(20).max(30_000).default(6_000),
    /** Times that each training picture is seen; by default as often as makes some 158,000 pictures. */
    epochs: z.int().min(1).max(1_000).optional(),
    /** Items kept out of a second training, whose only use is the honest error on designs it never saw. */
    'held-out': z.int().min(0).default(40),
    'held-out-epochs': z.int().min(1).max(1_000).optional(),
    /** Items whose way through training is shown. */
    show: z.array(z.string()).max(8).default([]),
  }),
  z.strictObject({
    type: z.literal('sparse-autoencoder'),
    /** Width and height, in pixels, that pictures are stretched to. */
    size: z.tuple([z.int().min(4).max(160), z.int().min(4).max(160)]).default([102, 68]),
    /** How many pictures learn, check and test, as proportions. */
    split: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).default([100, 20, 18]),
    epochs: z.int().min(1).max(10_000).default(1_000),
    /** Trainings in all. The first makes the codes; the others begin, split and shuffle by other seeds, and show what chance does to the losses. */
    trainings: z.int().min(1).max(20).default(1),
    /** Sets of items whose codes are added up and painted. */
    sums: z.array(z.array(z.string()).min(1).max(6)).max(12).default([]),
    /** Codes made up by chance and painted. */
    'random-codes': z.int().min(0).max(48).default(0),
  }),
  z.strictObject({
    type: z.literal('fully-convolutional-autoencoder'),
    /** Width and height, in pixels, that pictures are stretched to, in grey. */
    size: z.tuple([quarter, quarter]).default([28, 28]),
    epochs: z.int().min(1).max(1_000).default(10),
  }),
  z.strictObject({
    /** Networks that others trained on photographs. */
    type: z.enum(['vgg16', 'vgg19', 'mobilenet']),
    /** Layer whose output describes a picture, as Keras names it; by default the last one that knows of no classes. */
    layer: z.string().min(1).optional(),
    /** Average: what is seen counts, not where. A grid of parts: the rough place counts too. Flatten: the exact place. */
    pooling: z.union([z.enum(['average', 'flatten']), z.strictObject({ grid: z.int().min(2).max(56) })]).default('average'),
    /** Built where its files are on hand or the collection is named; otherwise nothing is fetched, and the build says what it goes without. */
    optional: z.boolean().default(false),
  }),
  z.strictObject({
    /** A small convolutional network that learns the labels of these pictures from nothing. */
    type: z.literal('scratch-cnn'),
    /** The column of labels that it learns; the first where nothing is said. */
    label: z.string().min(1).optional(),
    /** Times that each training picture is seen, each time a little changed. */
    epochs: z.int().min(1).max(1_000).default(20),
  }),
  z.strictObject({
    /** A network that others trained, up to its last convolution, with new layers on top that learn the labels of these pictures. */
    type: z.literal('transfer'),
    features: z.enum(['vgg16', 'vgg19', 'mobilenet']).default('vgg19'),
    /** The column of labels that it learns; the first where nothing is said. */
    label: z.string().min(1).optional(),
    /** Times that each training picture is seen. */
    epochs: z.int().min(1).max(1_000).default(20),
    /** Where its files can be neither found nor fetched, the collection is built without it, and the build says so. */
    optional: z.boolean().default(false),
  }),
  z.strictObject({
    /** A model that somebody has, such as CLIP, DINOv2 or SigLIP, as an ONNX file. */
    type: z.literal('onnx'),
    /** What it is called: “CLIP”. */
    name: z.string().min(1).max(40).default('Own model'),
    /** The file, relative to the project, or its address. */
    model: z.string().min(1),
    input: z.strictObject({
      size: z.union([z.int().min(8).max(1024).transform((each): [number, number] => [each, each]), size]),
      mean: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
      std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).default([1, 1, 1]),
      layout: z.enum(['nchw', 'nhwc']).default('nchw'),
    }),
    /** The output that is a vector a picture; the first where nothing is said. */
    output: z.string().min(1).optional(),
    /** Where that output has a row for each part of a picture: the first, which stands for the whole, or the mean of all. */
    tokens: z.enum(['first', 'average']).optional(),
    distance: z.enum(['cosine', 'euclidean']).default('cosine'),
    /** As for the networks above. */
    optional: z.boolean().default(false),
  }),
]);

const schema = z.strictObject({
  title: z.string().min(1).max(80),
  description: z.string().min(1).max(300),
  /** What one picture and several are called: “flag”, “flags”. */
  noun: z.strictObject({ one: z.string().min(1), many: z.string().min(1) }).default({ one: 'picture', many: 'pictures' }),
  source,
  encoders: z.array(encoder).min(1).refine((list) => new Set(list.map(encoderId)).size === list.length, 'names an encoder twice'),
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
export type EncoderSettings = z.infer<typeof encoder>;

const familiesSchema = z.array(z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  source: z.string().min(1),
  members: z.array(z.string()).min(2),
}));

export type Family = z.infer<typeof familiesSchema>[number];

/** The collections of a content folder, in the order of their `order` and then their id. Throws a Problem where two files have one id. */
export async function readCollections(contentFolder: string): Promise<Collection[]> {
  const folder = path.join(contentFolder, 'collections');
  const names = await readdir(folder).catch(() => {
    throw new Problem(`${folder} is missing; create it and describe a collection in it, as the README shows.`);
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
  const issue = result.error.issues[0]!;
  const where = issue.path.length ? ` at “${issue.path.join('.')}”` : '';
  if (issue.code === 'unrecognized_keys') {
    throw new Problem(`${file}${where} has a key “${issue.keys[0]}” that means nothing here; correct its spelling or remove it.`);
  }
  throw new Problem(`${file}${where} is not right: ${issue.message}; correct it and build again.`);
}
