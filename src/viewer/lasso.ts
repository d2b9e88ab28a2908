/** A line drawn round pictures: by a drag with Shift, by any drag while “Lasso” is on, or by a long press and a drag of a finger. */
import type { Point } from './camera.ts';
import { packIndices } from './index-set.ts';
import { inside, thinned } from './lasso-shape.ts';
import type { View } from './view.ts';

const LONG_PRESS = 450;
/** A finger that moves further than this before the press is long pans the map. */
const STILL = 10;
const STEP = 4;

export function listenToLasso(root: HTMLElement, surface: HTMLElement, layer: HTMLElement, view: View, drawn: (lasso: string) => void): void {
  const line = createLine(layer);
  const pressed = new Set<number>();
  let press: { id: number; at: Point; timer: ReturnType<typeof setTimeout> } | null = null;
  let drawing: { id: number; points: Point[] } | null = null;
  const inStage = (event: PointerEvent): Point => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const begin = (id: number, at: Point): void => {
    drawing = { id, points: [at] };
    surface.dataset.drawing = '';
    line.show(drawing.points);
  };
  const end = (): Point[] => {
    const points = drawing?.points ?? [];
    drawing = null;
    delete surface.dataset.drawing;
    line.hide();
    return points;
  };
  const forget = (): void => {
    clearTimeout(press?.timer);
    press = null;
  };

  surface.addEventListener('pointerdown', (event) => {
    pressed.add(event.pointerId);
    forget();
    if (drawing) {
      // A second finger means a pinch.
      end();
      return;
    }
    if (event.button !== 0 || pressed.size > 1) return;
    const at = inStage(event);
    if (event.shiftKey || root.dataset.lasso !== undefined) {
      event.stopImmediatePropagation();
      surface.setPointerCapture(event.pointerId);
      begin(event.pointerId, at);
    } else if (event.pointerType !== 'mouse') {
      const { pointerId } = event;
      press = {
        id: pointerId, at,
        timer: setTimeout(() => {
          press = null;
          // The map's own gestures are told that this finger is no longer theirs.
          surface.dispatchEvent(new PointerEvent('pointercancel', { pointerId, pointerType: event.pointerType }));
          pressed.add(pointerId);
          navigator.vibrate?.(10);
          begin(pointerId, at);
        }, LONG_PRESS),
      };
    }
  }, true);
  surface.addEventListener('pointermove', (event) => {
    if (press?.id === event.pointerId) {
      const at = inStage(event);
      if (Math.hypot(at.x - press.at.x, at.y - press.at.y) > STILL) forget();
    }
    if (drawing?.id !== event.pointerId) return;
    event.stopImmediatePropagation();
    drawing.points = thinned([...drawing.points, inStage(event)], STEP);
    line.show(drawing.points);
  }, true);
  const lift = (event: PointerEvent): void => {
    pressed.delete(event.pointerId);
    if (press?.id === event.pointerId) forget();
    if (drawing?.id !== event.pointerId) return;
    event.stopImmediatePropagation();
    const points = end();
    if (event.type === 'pointercancel') return;
    const middles = view.middles();
    const lasso = packIndices(inside(middles.x, middles.y, points));
    delete root.dataset.lasso;
    root.dispatchEvent(new Event('lassodone'));
    if (lasso !== '') drawn(lasso);
  };
  surface.addEventListener('pointerup', lift, true);
  surface.addEventListener('pointercancel', lift, true);
  // A long press opens no menu.
  surface.addEventListener('contextmenu', (event) => { if (drawing || press) event.preventDefault(); });
}

/** The line as it is drawn, closed by a thin one. */
function createLine(layer: HTMLElement): { show(points: readonly Point[]): void; hide(): void } {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  const shape = document.createElementNS(space, 'polygon');
  picture.setAttribute('class', 'map-lasso');
  picture.append(shape);
  return {
    show(points) {
      if (!picture.isConnected) layer.append(picture);
      shape.setAttribute('points', points.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(' '));
    },
    hide: () => picture.remove(),
  };
}

/** “Lasso”, a switch: the next drag draws a line. It goes off with the line, and with Escape. */
export function listenToLassoSwitch(root: HTMLElement, pressed: () => void): void {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('[data-part="lasso"]')];
  const set = (on: boolean): void => {
    if (on) root.dataset.lasso = '';
    else delete root.dataset.lasso;
    for (const button of buttons) button.setAttribute('aria-pressed', String(on));
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      set(root.dataset.lasso === undefined);
      pressed();
    });
  }
  root.addEventListener('lassodone', () => set(false));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && root.dataset.lasso !== undefined) set(false); });
}
