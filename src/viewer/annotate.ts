/** What a frame writes over the pictures: the full picture of the chosen one, ranks, names and titles, the keyboard's ring, the mini-map's window. */
import type { Camera, Size } from './camera.ts';
import { frameOf } from './classes.ts';
import type { Collection } from './collection.ts';
import type { Full } from './full.ts';
import { isMap } from './layout-name.ts';
import type { MiniMap } from './minimap.ts';
import type { Overlay } from './overlay.ts';
import { onScreen, type OnScreen } from './pick.ts';
import type { ViewState } from './state.ts';
import type { Transition } from './transition.ts';

export interface Seen {
  state: ViewState;
  transition: Transition;
  camera: Camera;
  size: Size;
  /** The chosen picture and its nearest, the picture under the pointer, the keyboard's. */
  chosen: number | null;
  near: readonly number[];
  over: number | null;
  cursor: number | null;
  namesShown: boolean;
  /** Nothing moves. */
  rests: boolean;
}

export interface AnnotateParts {
  overlay: Overlay;
  full: Full;
  mini: MiniMap;
  collection: Collection;
  isWide: () => boolean;
}

export function createAnnotate({ overlay, full, mini, collection, isWide }: AnnotateParts): (seen: Seen) => void {
  const isColoured = ({ state }: Seen): boolean => state.coloured && collection.isColoured;

  /** Titles of the layout and names on the map: none on the way to another layout, and no names while a choice or a selection speaks. */
  const texts = (seen: Seen): void => {
    const { state, transition, camera, size, chosen, namesShown } = seen;
    if (transition.moving) {
      overlay.texts([], [], camera, size, false);
      return;
    }
    const hasNames = namesShown && chosen === null && collection.selection(state).isAll;
    const names = hasNames ? collection.names(state.layout, state.encoder, size) : [];
    overlay.texts(collection.arranged(state.layout, state.encoder, size).titles, names.map((peak) => [peak, onScreen(transition.places, peak.over, camera, size)]), camera, size, isColoured(seen));
  };

  return (seen) => {
    const { state, transition, camera, size, chosen, near, over, cursor, rests } = seen;
    const at = (index: number): OnScreen => onScreen(transition.at(index, camera.zoom), 0, camera, size);
    const own = chosen === null ? null : at(chosen);
    const frame = own && isColoured(seen) ? frameOf(own) : 0;
    full.show(chosen === null ? null : collection.item(chosen), own, frame, rests);
    overlay.ranks(near.map(at));
    const named = over ?? cursor;
    overlay.tag(named === null || named === chosen ? null : collection.item(named).title, named === null ? null : at(named));
    overlay.cursor(cursor === null ? null : at(cursor));
    texts(seen);
    const isWhole = camera.zoom <= 1.05;
    mini.follow(camera, size, isWide() ? isMap(state.layout) || !isWhole : !isWhole && isMap(state.layout));
  };
}
