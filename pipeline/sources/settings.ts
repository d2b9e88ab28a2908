/** How a collection's file names where its pictures come from. */
import { z } from 'zod';
import type { Remote } from '../download/downloads.ts';

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

export const sourceSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('country-flags'),
    /** Only so many of them: drawn by the seed from those of one status, and those that are named. */
    draw: z.strictObject({ count: z.int().min(3), status: z.enum(['Independent', 'Not independent']), with: z.array(z.string()).default([]) }).optional(),
  }),
  z.strictObject({ type: z.literal('mnist') }),
  z.strictObject({ type: z.literal('folder'), folder: z.string().min(1), ...described }),
  archive,
]);

export type SourceSettings = z.infer<typeof sourceSchema>;
