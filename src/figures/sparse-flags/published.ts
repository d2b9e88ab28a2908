/** What was published of the sparse autoencoder of 2016: losses per flag after some epochs. */
export const PUBLISHED = [
  { epoch: 0, training: 1492, validation: 1498, test: 1481 },
  { epoch: 100, training: 852, validation: 1103, test: 1044 },
  { epoch: 500, training: 498, validation: 857, test: 910 },
  { epoch: 800, training: 436, validation: 828, test: 914 },
  { epoch: 900, training: 456, validation: 867, test: 920 },
] as const;

export type Part = 'training' | 'validation' | 'test';
