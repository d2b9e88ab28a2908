/** Places numbered classes on a map: every picture by the number of its class, and a label where most of the class lies. */
import type { ManifestLayout } from '../gallery/manifest.ts';
import type { Gallery } from '../gallery/read.ts';
import { classOf } from '../utils/classes.ts';
import { spread } from './spread.ts';

/** A number and its middle, in units of the view. */
export interface Mark {
  x: number;
  y: number;
  number: number;
}

export interface NumberedMap {
  /** Pictures with a class. */
  marks: Mark[];
  /** One a class. */
  labels: Mark[];
}

export interface View {
  width: number;
  height: number;
  /** Kept free on all sides. */
  padding: number;
  /** Height of a label's figures. */
  label: number;
}

/** Numbers of classes, from 1, in the order of their names. */
export function classNumbers({ manifest, items }: Gallery): Map<string, number> {
  const names = [...new Set(items.list.map((item) => classOf(manifest, item)))].filter((name) => name !== '').sort();
  return new Map(names.map((name, index) => [name, index + 1]));
}

/**
 * The layout in the view, both axes to the same scale. A label stands at the picture of its class that has the smallest sum of
 * distances to the others of it, moved by at most three of its heights where it would cover another label.
 */
export function numberedMap(gallery: Gallery, layout: ManifestLayout, view: View): NumberedMap {
  const { manifest, items } = gallery;
  const numbers = classNumbers(gallery);
  const { x, y } = items.coordinates(layout);
  const scale = Math.min((view.width - 2 * view.padding) / Math.max(layout.box.width, 1e-9), (view.height - 2 * view.padding) / Math.max(layout.box.height, 1e-9));
  const [left, top] = [(view.width - layout.box.width * scale) / 2, (view.height - layout.box.height * scale) / 2];
  const marks = items.list.flatMap((item, index) => {
    const number = numbers.get(classOf(manifest, item));
    return number === undefined ? [] : [{ x: left + x[index]! * scale, y: top + y[index]! * scale, number }];
  });
  const byNumber = Map.groupBy(marks, ({ number }) => number);
  const middles = [...byNumber].sort(([a], [b]) => a - b).map(([, members]) => middleOf(members));
  const places = spread(middles.map((middle) => ({
    x: middle.x, y: middle.y, width: view.label * 0.62 * String(middle.number).length, height: view.label * 0.8, reach: 3 * view.label,
  })), 2);
  return { marks, labels: middles.map((middle, index) => ({ ...places[index]!, number: middle.number })) };
}

/** The one with the smallest sum of distances to all. */
export function middleOf<Place extends { x: number; y: number }>(members: readonly Place[]): Place {
  const sums = members.map((one) => members.reduce((sum, other) => sum + Math.hypot(one.x - other.x, one.y - other.y), 0));
  return members[sums.indexOf(Math.min(...sums))]!;
}
