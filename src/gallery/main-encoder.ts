/** The main encoder of a gallery: maps open with its layout, pages speak of it first, and pictures lie in atlases by its map. */

/** Of encoders, one at least: the last that paints pictures back, else the last. */
export function mainEncoder<Encoder extends { reconstruction?: unknown }>({ encoders }: { encoders: readonly Encoder[] }): Encoder {
  return encoders.findLast(({ reconstruction }) => reconstruction) ?? encoders.at(-1)!;
}
