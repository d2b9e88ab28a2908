/** On a phone the panel is a sheet: dragged down it closes, dragged up it opens the picture's page. */

const FAR = 72;

export function listenToSheet(panel: HTMLElement, grips: readonly HTMLElement[], isSheet: () => boolean, handlers: { close(): void; open(): void }): void {
  let from: { y: number; id: number } | null = null;
  const set = (distance: number): void => panel.style.setProperty('--drag', `${distance}px`);
  for (const grip of grips) {
    grip.addEventListener('pointerdown', (event) => {
      if (!isSheet() || (event.pointerType === 'mouse' && event.button !== 0)) return;
      from = { y: event.clientY, id: event.pointerId };
      grip.setPointerCapture(event.pointerId);
      delete panel.dataset.settling;
    });
    grip.addEventListener('pointermove', (event) => {
      if (from?.id !== event.pointerId) return;
      const distance = event.clientY - from.y;
      // Upwards the sheet gives only a little: what lies there is another page.
      set(distance > 0 ? distance : Math.max(-28, distance / 3));
    });
    const lift = (event: PointerEvent): void => {
      if (from?.id !== event.pointerId) return;
      const distance = event.clientY - from.y;
      from = null;
      panel.dataset.settling = '';
      set(0);
      if (event.type === 'pointercancel') return;
      if (distance > FAR) handlers.close();
      else if (distance < -FAR) handlers.open();
    };
    grip.addEventListener('pointerup', lift);
    grip.addEventListener('pointercancel', lift);
  }
}
