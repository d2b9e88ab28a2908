/** Where what an encoder painted back lies on a sheet of many pictures: the publisher and the pages agree through this file. */
import type { ManifestEncoder } from './manifest.ts';
import { reconstructionSheetPath } from './paths.ts';

/** What is kept of each picture, from left to right. */
export const RECONSTRUCTION_PARTS = ['seen', 'painted', 'missed'] as const;
export type ReconstructionPart = (typeof RECONSTRUCTION_PARTS)[number];

/** A window on a sheet, in pixels. */
export interface SheetWindow {
  /** Path of the sheet inside the gallery. */
  path: string;
  left: number;
  top: number;
  width: number;
  height: number;
  sheetWidth: number;
  sheetHeight: number;
}

/** The window of one part of the item at `index` of `count`; null where each item has files of its own. */
export function sheetWindow({ id, input, reconstruction }: ManifestEncoder, index: number, count: number, part: ReconstructionPart): SheetWindow | null {
  const perSheet = reconstruction?.perSheet;
  if (!perSheet || !input) return null;
  const sheet = Math.floor(index / perSheet);
  const { width, height } = input;
  return {
    path: reconstructionSheetPath(id, sheet), width, height,
    left: RECONSTRUCTION_PARTS.indexOf(part) * width, top: (index % perSheet) * height,
    sheetWidth: RECONSTRUCTION_PARTS.length * width, sheetHeight: Math.min(perSheet, count - sheet * perSheet) * height,
  };
}
