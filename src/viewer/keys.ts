/** The map by keyboard: arrows walk, Enter opens, Escape closes, + − 0 zoom, Home goes to the selection, / finds. */
import type { Direction } from './pick.ts';

export interface KeyHandlers {
  walk(direction: Direction): void;
  enter(): void;
  /** True where there was something to close. */
  escape(): boolean;
  zoom(factor: number): void;
  fit(): void;
  fitSelected(): void;
  find(): void;
}

const ARROWS: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
export const ZOOM_STEP = 1.5;

/** Arrows and Enter work while `surface` has the focus; the other keys anywhere in `page` but in a field. */
export function listenToKeys(page: Pick<HTMLElement, 'addEventListener'>, surface: HTMLElement, isOn: () => boolean, handlers: KeyHandlers): void {
  surface.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = ARROWS[event.key];
    if (direction) handlers.walk(direction);
    else if (event.key === 'Enter') handlers.enter();
    else return;
    event.preventDefault();
  });
  page.addEventListener('keydown', (event) => {
    if (!isOn() || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target;
    if (target instanceof HTMLInputElement) return;
    if (event.key === 'Escape') {
      if (!handlers.escape()) return;
    } else if (event.key === '+' || event.key === '=') handlers.zoom(ZOOM_STEP);
    else if (event.key === '-') handlers.zoom(1 / ZOOM_STEP);
    else if (event.key === '0') handlers.fit();
    else if (event.key === 'Home') handlers.fitSelected();
    else if (event.key === '/') handlers.find();
    else return;
    event.preventDefault();
  });
}
