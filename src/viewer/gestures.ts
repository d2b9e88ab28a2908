/** Fingers, mouse and wheel on the stage, told apart into pans, zooms, taps and hovers. */
import type { Point } from './camera.ts';
import { createSpeedometer } from './glide.ts';

export interface GestureHandlers {
  /** Any touch: a flight stops. */
  start(): void;
  pan(dx: number, dy: number): void;
  /** Zooms by a factor about a point of the stage. */
  zoom(at: Point, factor: number): void;
  tap(at: Point): void;
  doubleTap(at: Point): void;
  /** The mouse is at a point; null: it left. */
  hover(at: Point | null): void;
  /** Fingers and mouse were lifted after a pan or zoom, at a speed in pixels a millisecond. */
  end(speed: Point): void;
}

/** A press that moves less than this is a tap. Fingers tremble more than a mouse. */
const STILL = { mouse: 4, touch: 10 } as const;
const LONGEST_TAP = 600;
const DOUBLE_TAP = { time: 300, distance: 28 } as const;

export function listenToGestures(surface: HTMLElement, handlers: GestureHandlers): void {
  const pressed = new Map<number, Point>();
  let press: { at: Point; time: number; isTap: boolean; touch: boolean } | null = null;
  let lastTap: { at: Point; time: number } | null = null;
  const finger = createSpeedometer();
  const inStage = (event: MouseEvent): Point => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  surface.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    const at = inStage(event);
    pressed.set(event.pointerId, at);
    press = pressed.size === 1 ? { at, time: event.timeStamp, isTap: true, touch: event.pointerType !== 'mouse' } : press && { ...press, isTap: false };
    handlers.start();
    handlers.hover(null);
  });

  surface.addEventListener('pointermove', (event) => {
    const at = inStage(event);
    const before = pressed.get(event.pointerId);
    if (!before || !press) {
      if (event.pointerType === 'mouse') handlers.hover(at);
      return;
    }
    if (press.isTap) {
      if (Math.hypot(at.x - press.at.x, at.y - press.at.y) < STILL[press.touch ? 'touch' : 'mouse']) return;
      press.isTap = false;
    }
    const others = [...pressed].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const other = others[0];
    if (!other) {
      const by = { x: at.x - before.x, y: at.y - before.y };
      if (press.touch) finger.moved(by, event.timeStamp);
      handlers.pan(by.x, by.y);
    } else {
      // Two fingers let go one after the other: that throws nothing.
      finger.forget();
      // One finger moves at a time: half of its path moves the middle, and the change of distance zooms about it.
      const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
      const reach = (point: Point): number => Math.max(12, Math.hypot(point.x - other.x, point.y - other.y));
      handlers.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
      handlers.zoom(middle, reach(at) / reach(before));
    }
    pressed.set(event.pointerId, at);
  });

  const lift = (event: PointerEvent): void => {
    if (!pressed.delete(event.pointerId) || !press) return;
    if (pressed.size > 0) return;
    const { at, time, isTap } = press;
    press = null;
    if (!isTap) {
      handlers.end(finger.speed(event.timeStamp));
      finger.forget();
      return;
    }
    if (event.type === 'pointercancel' || event.timeStamp - time > LONGEST_TAP) return;
    const again = lastTap && event.timeStamp - lastTap.time < DOUBLE_TAP.time && Math.hypot(at.x - lastTap.at.x, at.y - lastTap.at.y) < DOUBLE_TAP.distance;
    lastTap = again ? null : { at, time: event.timeStamp };
    if (again) handlers.doubleTap(at);
    else handlers.tap(at);
  };
  surface.addEventListener('pointerup', lift);
  surface.addEventListener('pointercancel', lift);
  surface.addEventListener('pointerleave', () => handlers.hover(null));

  surface.addEventListener('wheel', (event) => {
    event.preventDefault();
    handlers.start();
    handlers.hover(null);
    // A trackpad's pinch arrives as a wheel with Ctrl and small steps; lines and pages are brought to pixels.
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
    const strength = event.ctrlKey ? 0.01 : 0.0022;
    handlers.zoom(inStage(event), Math.exp(-Math.max(-240, Math.min(240, pixels)) * strength));
    handlers.end({ x: 0, y: 0 });
  }, { passive: false });
}
