/** Names of files inside a published gallery, relative to its folder. */

/** The picture scaled so that its longer side is at most `size` pixels. */
export const imagePath = (slug: string, size: number): string => `images/${slug}-${size}.webp`;

/** What an encoder saw of a picture, painted back, and the difference: small pictures, one pixel a value. */
export const reconstructionPath = (encoder: string, slug: string, part: 'seen' | 'painted' | 'missed'): string =>
  `reconstructions/${encoder}/${slug}-${part}.png`;

/** The same of several pictures: a row each, the three parts side by side. */
export const reconstructionSheetPath = (encoder: string, sheet: number): string => `reconstructions/${encoder}/sheet-${sheet}.png`;

export const trainingPath = (encoder: string): string => `training/${encoder}.json`;

/** What was tried with an encoder's codes. */
export const codeStudyPath = (encoder: string): string => `codes/${encoder}.json`;

/** A part of the neighbour lists of an encoder. */
export const neighboursPath = (encoder: string, part: number): string => `neighbours/${encoder}-${part}.arrow`;

/** Sizes and hashes of the files of single items; too many for the manifest of a large gallery. */
export const FILE_LIST = 'files.json';

export const atlasPath = (level: number, page: number): string => `atlas/${level}-${page}.webp`;
