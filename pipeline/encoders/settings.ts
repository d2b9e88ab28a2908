/** How a collection's file names an encoder, and what can be set of it. */
import { z } from 'zod';

const size = z.tuple([z.int().min(4).max(512), z.int().min(4).max(512)]);

/** Three convolutions halve the picture. */
const side = z.int().min(16).max(256).multipleOf(8);

/** Two poolings halve the picture. */
const quarter = z.int().min(8).max(256).multipleOf(4);

export const encoderSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('file'),
    /** A .npy, .arrow, .feather or .parquet file of vectors made elsewhere, relative to the project. */
    file: z.string().min(1),
    /** The column with the names of the pictures' files; without one, rows are in the order of the paths of all pictures, sampled or not. */
    key: z.string().optional(),
    /** The column of vectors; by default one called embedding, vector or features, else the one with the longest, else all columns of numbers together. */
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
    /** The file, relative to the project, with its weights in it or beside it, or the address of one with its weights in it. */
    model: z.string().min(1),
    input: z.strictObject({
      size: z.union([z.int().min(8).max(1024).transform((each): [number, number] => [each, each]), size]),
      /** Of values 0–1; a model that takes bytes gets them as they are. */
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

export type EncoderSettings = z.infer<typeof encoderSchema>;
