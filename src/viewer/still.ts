/** A still of a map for the page itself: a rectangle of its colour for every picture that the map shows at first. Made at build time. */
import { classColour, classIndices, colouredLabel } from '../gallery/class-colours.ts';
import type { OpenedTable } from '../gallery/open-table.ts';
import { readAddress } from './address.ts';
import type { Size } from './camera.ts';
import { createCollection } from './collection.ts';

export interface Still {
  size: Size;
  /** All rectangles of a colour as one path of an SVG picture. */
  shapes: { colour: string; path: string }[];
}

/** As large as an embedded map on a laptop; smaller ones shrink it. */
const SIZE: Size = { width: 1160, height: 544 };
/** More rectangles would weigh more than they show. */
const MOST = 1500;

/** `address`: the query of the map's address, without “?”. */
export function stillOf(gallery: OpenedTable, address: string): Still {
  const collection = createCollection(gallery, () => Promise.reject(new RangeError('A still needs no neighbours.')));
  const state = readAddress(`?${address}`, collection.choices);
  const { x, y, aside, width, height, appears } = collection.places(state.layout, state.encoder, SIZE);
  const label = state.coloured ? colouredLabel(gallery.manifest) : undefined;
  const classes = label && classIndices(label);
  const shown = gallery.items.list.filter(({ index }) => appears[index]! <= 1).toSorted((a, b) => a.spread - b.spread).slice(0, MOST);
  const paths = Map.groupBy(shown, (item) => {
    const place = label && classes?.get(item.labels[label.column] ?? '');
    return place === undefined ? coarse(item.colour) : classColour(place);
  });
  const shapes = Array.from(paths, ([colour, items]) => ({
    colour,
    path: items.map(({ index }) => {
      const [wide, high] = [Math.round(width[index]!), Math.round(height[index]!)];
      return `M${Math.round(x[index]! + aside.x[index]! - wide / 2)} ${Math.round(y[index]! + aside.y[index]! - high / 2)}h${wide}v${high}h-${wide}z`;
    }).join(''),
  }));
  return { size: SIZE, shapes };
}

/** A colour in three digits. */
const coarse = (colour: string): string => `#${[1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) / 17).toString(16)).join('')}`;
