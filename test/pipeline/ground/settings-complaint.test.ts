import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { complaint } from '../../../pipeline/ground/settings-complaint.ts';

const schema = z.strictObject({
  title: z.string().min(1).max(5).optional(),
  layouts: z.array(z.enum(['tsne', 'pca'])).min(1).optional(),
  size: z.int().min(2).optional(),
  rate: z.number().positive().optional(),
  optional: z.boolean().optional(),
  pooling: z.enum(['average', 'flatten']).or(z.strictObject({ grid: z.int() })).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  source: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('folder'), folder: z.string() }), z.strictObject({ type: z.literal('mnist') })]).optional(),
});
const say = (settings: unknown): string => complaint(schema.safeParse(settings).error!.issues[0]!, settings);

describe('complaint', () => {
  it.each([
    [{ source: { type: 'folder' } }, 'lacks “source.folder”; add it'],
    [{ source: {} }, 'lacks “source.type”; add it: one of folder, mnist'],
    [{ source: { type: 'zip' } }, 'has “zip” as “source.type”; choose one of folder, mnist'],
    [{ titel: 'Stamps' }, 'has a key “titel” that means nothing here; correct its spelling or remove it'],
    [{ source: { type: 'mnist', folder: 'a' } }, 'has a key “folder” at “source” that means nothing here; correct its spelling or remove it'],
    [{ title: 3 }, 'has 3 as “title”, which should be text; correct it and build again'],
    [{ title: '' }, 'has “” as “title”, which should be 1 character or more; correct it and build again'],
    [{ title: 'Stamps' }, 'has “Stamps” as “title”, which should be 5 characters or less; correct it and build again'],
    [{ layouts: [] }, 'has a list as “layouts”, which should be 1 entry or more; correct it and build again'],
    [{ layouts: ['grid'] }, 'has “grid” as “layouts.0”; choose one of tsne, pca'],
    [{ layouts: 'tsne' }, 'has “tsne” as “layouts”, which should be a list; correct it and build again'],
    [{ size: 2.5 }, 'has 2.5 as “size”, which should be a whole number; correct it and build again'],
    [{ size: null }, 'has nothing as “size”, which should be a number; correct it and build again'],
    [{ rate: 0 }, 'has 0 as “rate”, which should be more than 0; correct it and build again'],
    [{ optional: 'yes' }, 'has “yes” as “optional”, which should be true or false; correct it and build again'],
    [{ pooling: 'max' }, 'has “max” as “pooling”; choose one of average, flatten, settings of its own'],
    [{ url: 'stamps.zip' }, 'at “url” is not right: Invalid URL; correct it and build again'],
    [null, 'holds nothing, which should be settings of its own; correct it and build again'],
  ])('says of %j what a person can do about it', (settings, words) => {
    expect(say(settings)).toBe(words);
  });

  it('cuts what is long', () => {
    expect(say({ layouts: 'x'.repeat(100) })).toContain(`“${'x'.repeat(39)}…”`);
  });
});
