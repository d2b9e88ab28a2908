import { emptyPlaces, type Places } from '../../../src/viewer/places.ts';

/** Places of pictures of one size at the given points. */
export function placesAt(points: readonly (readonly [number, number])[], size = 20, exponent = 0.5): Places {
  const places = emptyPlaces(points.length, exponent);
  points.forEach(([x, y], index) => {
    places.x[index] = x;
    places.y[index] = y;
  });
  places.width.fill(size * 1.5);
  places.height.fill(size);
  return places;
}
