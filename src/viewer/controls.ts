/** Switches, filters and popovers: they change the state, and show it. */
import type { Collection } from './collection.ts';
import { optionalPart, part, setText } from './dom.ts';
import type { Store, ViewState } from './state.ts';
import * as words from './words.ts';

export interface Controls {
  /** Closes whatever is open; true where something was. */
  closePopovers(): boolean;
}

export function createControls(root: HTMLElement, collection: Collection, store: Store): Controls {
  const { manifest } = collection.gallery;
  const layouts = part(root, 'layouts', HTMLElement);
  const encoders = [part(root, 'encoders', HTMLElement), part(root, 'encoders-view', HTMLElement)];
  const regions = optionalPart(root, 'regions', HTMLElement);

  onPress(layouts, (value) => store.change({ layout: value === 'grid' || value === 'pca' ? value : 'map' }));
  for (const group of encoders) onPress(group, (value) => store.change({ encoder: value }));
  if (regions) {
    onPress(regions, (value) => {
      const { filter } = store.now;
      const next = filter.includes(value) ? filter.filter((other) => other !== value) : [...filter, value];
      // In the order of the buttons, so that the same choice has one address. All of them is none of them.
      const ordered = collection.choices.filterValues.filter((candidate) => next.includes(candidate));
      store.change({ filter: ordered.length === collection.choices.filterValues.length ? [] : ordered });
    });
  }
  part(root, 'to-list', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'list' }));

  const popovers = [popover(root, 'view', () => { root.dataset.viewing = ''; }, () => { delete root.dataset.viewing; }), popover(root, 'info')];

  const show = (now: ViewState): void => {
    root.dataset.layout = now.layout;
    press(layouts, [now.layout]);
    for (const group of encoders) press(group, [now.encoder]);
    if (regions) press(regions, now.filter);
    const passes = collection.passes(now.filter);
    const shown = collection.gallery.items.list.reduce((sum, item) => sum + (passes(item.index) ? 1 : 0), 0);
    setText(part(root, 'count', HTMLElement), words.shownOf(shown, manifest.count));
    setText(part(root, 'subtitle', HTMLElement), words.subtitle(shown, manifest.count, now.layout, manifest.noun, now.filter));
    const help = words.help(now.layout, manifest.noun);
    setText(part(root, 'help', HTMLElement), help);
    setText(part(root, 'help-info', HTMLElement), help);
    part(root, 'help', HTMLElement).hidden = now.item !== null;
    part(root, 'legend', HTMLElement).hidden = now.item === null;
  };
  show(store.now);
  store.listen(show);
  return { closePopovers: () => popovers.map((close) => close()).includes(true) };
}

function onPress(group: HTMLElement, handler: (value: string) => void): void {
  for (const button of group.querySelectorAll('button')) button.addEventListener('click', () => handler(button.dataset.value ?? ''));
}

function press(group: HTMLElement, on: readonly string[]): void {
  for (const button of group.querySelectorAll('button')) button.setAttribute('aria-pressed', String(on.includes(button.dataset.value ?? '')));
}

/** A box that a button opens; a press elsewhere closes it. Returns what closes it. */
function popover(root: HTMLElement, name: string, opened: () => void = () => {}, closed: () => void = () => {}): () => boolean {
  const button = part(root, `${name}-open`, HTMLButtonElement);
  const box = part(root, name, HTMLElement);
  const set = (open: boolean): void => {
    box.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) opened();
    else closed();
  };
  button.addEventListener('click', () => set(Boolean(box.hidden)));
  document.addEventListener('pointerdown', (event) => {
    const target = event.target;
    if (box.hidden || !(target instanceof Node) || box.contains(target) || button.contains(target)) return;
    // Regions belong to View on low screens.
    if (target instanceof Element && target.closest('.map-region')) return;
    set(false);
  });
  return () => {
    if (box.hidden) return false;
    const hadFocus = box.contains(document.activeElement);
    set(false);
    if (hadFocus) button.focus();
    return true;
  };
}
