/**
 * A map inside a page that scrolls never holds the scroll: the wheel and one finger move the page. A tap chooses, two
 * fingers pan and pinch, a mouse drags, and Ctrl with the wheel (a trackpad's pinch) zooms.
 */
export function beGuest(surface: HTMLElement): void {
  surface.dataset.guest = '';
  const fingers = new Set<number>();
  const lift = (event: PointerEvent): void => { fingers.delete(event.pointerId); };
  surface.addEventListener('pointerdown', (event) => { if (event.pointerType === 'touch') fingers.add(event.pointerId); }, true);
  surface.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch' && fingers.size < 2) event.stopImmediatePropagation();
  }, true);
  for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, lift);
  // Two fingers are the map's: without this the browser would scroll with them as well.
  for (const touch of ['touchstart', 'touchmove'] as const) {
    surface.addEventListener(touch, (event) => { if (event.touches.length > 1 && event.cancelable) event.preventDefault(); }, { passive: false });
  }
  surface.addEventListener('wheel', (event) => { if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation(); }, true);
}
