/** The whole map, small: where every picture stands, what the stage shows, where the choice is. */
import type { Camera, Point, Size } from './camera.ts';
import type { Places } from './places.ts';

export interface MiniMap {
  /** Draws the dots anew: after a layout, a choice or the theme changed. */
  dots(places: Places, stage: Size, chosen: number | null, shown: (index: number) => boolean): void;
  /** Moves the window and shows or hides the whole. */
  follow(camera: Camera, stage: Size, isShown: boolean): void;
}

export interface MiniMapHandlers {
  /** Bring a point of the world to the middle. */
  goTo(point: Point): void;
  fit(): void;
}

export function createMiniMap(box: HTMLElement, canvas: HTMLCanvasElement, frame: HTMLElement, wide: () => boolean, handlers: MiniMapHandlers): MiniMap {
  let scale = 0.1;
  let size: Size = { width: 1, height: 1 };
  const toWorld = (event: PointerEvent): Point => {
    const rect = canvas.getBoundingClientRect();
    return { x: (event.clientX - rect.left) / scale, y: (event.clientY - rect.top) / scale };
  };
  let lastTap = -Infinity;
  box.addEventListener('pointerdown', (event) => {
    box.setPointerCapture(event.pointerId);
    if (event.timeStamp - lastTap < 300) handlers.fit();
    else handlers.goTo(toWorld(event));
    lastTap = event.timeStamp;
  });
  box.addEventListener('pointermove', (event) => {
    if (box.hasPointerCapture(event.pointerId) && event.timeStamp - lastTap > 60) handlers.goTo(toWorld(event));
  });
  return {
    dots(places, stage, chosen, shown) {
      const room = wide() ? { width: 126, height: 110 } : { width: 72, height: 100 };
      scale = Math.min(room.width / stage.width, room.height / stage.height);
      if (wide()) scale = Math.max(scale, 126 / stage.width);
      size = { width: Math.round(stage.width * scale), height: Math.round(stage.height * scale) };
      const density = Math.min(3, window.devicePixelRatio || 1);
      canvas.width = size.width * density;
      canvas.height = size.height * density;
      canvas.style.width = `${size.width}px`;
      canvas.style.height = `${size.height}px`;
      const pen = canvas.getContext('2d');
      if (!pen) return;
      const style = getComputedStyle(box);
      const dot = Math.max(1.2, Math.min(4, (places.width[0] ?? 20) * scale * 0.8));
      pen.setTransform(density * scale, 0, 0, density * scale, 0, 0);
      const draw = (index: number, larger: number): void => {
        const [width, height] = [(dot / scale) * larger, (dot / scale) * 0.62 * larger];
        pen.fillRect(places.x[index]! + places.aside.x[index]! - width / 2, places.y[index]! + places.aside.y[index]! - height / 2, width, height);
      };
      pen.fillStyle = style.getPropertyValue('--edge');
      // So many dots fill the map: more would only cost time.
      const step = Math.ceil(places.x.length / 5000);
      for (let index = 0; index < places.x.length; index += step) {
        pen.globalAlpha = shown(index) ? 1 : 0.3;
        draw(index, 1);
      }
      pen.globalAlpha = 1;
      pen.fillStyle = style.getPropertyValue('--mark');
      if (chosen !== null) draw(chosen, 1.9);
    },
    follow(camera, stage, isShown) {
      box.hidden = !isShown;
      if (!isShown) return;
      const clip = (value: number, most: number): number => Math.min(most, Math.max(0, value));
      const left = clip((camera.x - stage.width / 2 / camera.zoom) * scale, size.width);
      const top = clip((camera.y - stage.height / 2 / camera.zoom) * scale, size.height);
      const right = clip((camera.x + stage.width / 2 / camera.zoom) * scale, size.width);
      const bottom = clip((camera.y + stage.height / 2 / camera.zoom) * scale, size.height);
      frame.style.transform = `translate(${left}px, ${top}px)`;
      frame.style.width = `${Math.max(6, right - left)}px`;
      frame.style.height = `${Math.max(6, bottom - top)}px`;
    },
  };
}
