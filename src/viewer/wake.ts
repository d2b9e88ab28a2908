/** Starts the map where one can be drawn, and leaves the plain list where not. The only code that every visit loads at once. */
import { part } from './dom.ts';
import { loadScript, Refusal } from './refusal.ts';
import * as words from './words.ts';

/** Called once, when the page's script runs. */
export function wake(): void {
  const root = part(document, 'map', HTMLElement);
  const toMap = part(document, 'to-map', HTMLButtonElement);
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    void startMap(root);
  };
  if (document.documentElement.dataset.view === 'map') {
    start();
    return;
  }
  root.dataset.state = 'list';
  if (!('WebGL2RenderingContext' in window)) {
    showList(root, words.noWebGl);
    return;
  }
  // The list was asked for: the map starts when it is.
  toMap.hidden = false;
  toMap.addEventListener('click', () => {
    const query = new URLSearchParams(location.search);
    query.delete('view');
    const rest = query.toString();
    history.pushState(null, '', location.pathname + (rest === '' ? '' : `?${rest}`));
    toMap.hidden = true;
    start();
  }, { once: true });
}

async function startMap(root: HTMLElement): Promise<void> {
  try {
    document.documentElement.dataset.view = 'map';
    const canvas = part(root, 'canvas', HTMLCanvasElement);
    const context = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, premultipliedAlpha: true });
    if (!context) {
      showList(root, words.noWebGl);
      return;
    }
    root.dataset.state = 'starting';
    const { openMap } = await loadScript(import('./map.ts'));
    await openMap(root, canvas, context, (sentence) => showList(root, sentence));
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    showList(root, error instanceof Refusal ? error.message : words.unexpected);
  }
}

/** Puts the plain list in the map's place and says why. */
function showList(root: HTMLElement, sentence: string): void {
  document.documentElement.dataset.view = 'list';
  root.dataset.state = 'error';
  const line = part(document, 'sentence', HTMLElement);
  line.textContent = sentence;
  line.hidden = false;
  part(document, 'to-map', HTMLButtonElement).hidden = true;
}
