/** Opens the published galleries from disk while the site is built. Node only. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { EVALUATION, parseEvaluation, type Evaluation } from '../gallery/evaluation.ts';
import { codeStudySchema, type CodeStudy } from '../gallery/code-study.ts';
import { GalleryError } from '../gallery/format.ts';
import { trainingSchema, type Manifest, type TrainingRecord } from '../gallery/manifest.ts';
import { openGallery, openManifest, type Gallery, type ReadFile } from '../gallery/read.ts';

const FOLDER = path.resolve('public', 'galleries');

const opened = new Map<string, Promise<Gallery>>();

/** Every published gallery, in the order their collections ask for; none where nothing was built yet. */
export async function listGalleries(): Promise<Manifest[]> {
  const ids = await galleryIds();
  const manifests = await Promise.all(ids.map((id) => openManifest(readerOf(id))));
  return manifests.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** One gallery with its items. Read once a build; a development server reads it anew, because it may have been rebuilt. */
export function loadGallery(id: string): Promise<Gallery> {
  if (import.meta.env.DEV) return openGallery(readerOf(id));
  let gallery = opened.get(id);
  if (!gallery) {
    gallery = openGallery(readerOf(id));
    opened.set(id, gallery);
  }
  return gallery;
}

/** How an encoder was trained, or null where it was not trained at all. */
export async function loadTraining(gallery: Manifest, encoder: string): Promise<TrainingRecord | null> {
  const file = gallery.encoders.find((candidate) => candidate.id === encoder)?.training;
  return file ? checked(trainingSchema, await readJson(gallery, file), file) : null;
}

/** How well encoders find the same class, or null where pictures have no classes. */
export async function loadEvaluation(gallery: Manifest): Promise<Evaluation | null> {
  if (gallery.classes === undefined) return null;
  return parseEvaluation(await readJson(gallery, EVALUATION));
}

/** What was tried with an encoder's codes, or null where nothing was. */
export async function loadCodeStudy(gallery: Manifest, encoder: string): Promise<CodeStudy | null> {
  const file = gallery.encoders.find((candidate) => candidate.id === encoder)?.study;
  return file ? checked(codeStudySchema, await readJson(gallery, file), file) : null;
}

/** Throws a GalleryError where another version of the project, or a hand, wrote the file. */
function checked<Schema extends z.ZodMiniType>(schema: Schema, json: unknown, file: string): z.infer<Schema> {
  const result = z.safeParse(schema, json);
  if (!result.success) throw new GalleryError(`${file} is damaged or of another version; build the gallery again.`);
  return result.data;
}

const readJson = async ({ id }: Manifest, file: string): Promise<unknown> => JSON.parse(new TextDecoder().decode(await readerOf(id)(file)));

async function galleryIds(): Promise<string[]> {
  try {
    const entries = await readdir(FOLDER, { withFileTypes: true });
    // A name with a dot is a gallery that is being published, or what such a build left behind.
    return entries.filter((entry) => entry.isDirectory() && !entry.name.includes('.')).map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const readerOf = (id: string): ReadFile => (file) => readFile(path.join(FOLDER, id, file));
