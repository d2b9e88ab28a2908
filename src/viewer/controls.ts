/** Switches and popovers: they change the state, and show it. */
import type { Collection } from './collection.ts';
import { showColours } from './classes.ts';
import { optionalPart, part, setText } from './dom.ts';
import { isLayoutOf, isNumber } from './layout-name.ts';
import { namedCriteria } from './selected.ts';
import type { Store, ViewState } from './state.ts';
import type { View } from './view.ts';
import * as words from './words.ts';

export interface Controls {
  /** Closes whatever is open; true where something was. */
  closePopovers(): boolean;
}

export function createControls(root: HTMLElement, collection: Collection, store: Store, view: View): Controls {
  const { manifest } = collection.gallery;
  const layouts = [part(root, 'layouts', HTMLElement), part(root, 'arrange', HTMLElement)];
  const encoders = [part(root, 'encoders', HTMLElement), part(root, 'encoders-view', HTMLElement)];
  const names = part(root, 'names', HTMLButtonElement);

  for (const group of layouts) {
    onPress(group, (value) => {
      const published = collection.choices.layouts.find((layout) => layout === value);
      const layout = published ?? (isLayoutOf(value, collection.columns) ? value : undefined);
      if (layout) store.change({ layout });
    });
  }
  for (const group of encoders) onPress(group, (value) => store.change({ encoder: value }));
  names.addEventListener('click', () => {
    const shown = names.getAttribute('aria-pressed') !== 'true';
    names.setAttribute('aria-pressed', String(shown));
    view.showNames(shown);
  });
  const colours = optionalPart(root, 'colours', HTMLButtonElement);
  colours?.addEventListener('click', () => store.change({ coloured: !store.now.coloured }));
  part(root, 'to-list', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'list' }));
  part(root, 'to-table', HTMLButtonElement).addEventListener('click', () => store.change({ view: 'table' }));

  const popovers = [
    popover(root, 'view', () => { root.dataset.viewing = ''; }, () => { delete root.dataset.viewing; }), popover(root, 'info'),
    ...(optionalPart(root, 'filters', HTMLElement) ? [popover(root, 'filters')] : []),
  ];
  optionalPart(root, 'filters-close', HTMLButtonElement)?.addEventListener('click', () => popovers.forEach((close) => close()));

  const show = (now: ViewState): void => {
    root.dataset.layout = now.layout;
    if (colours) {
      showColours(root, now);
      colours.setAttribute('aria-pressed', String(now.coloured));
    }
    for (const group of layouts) press(group, now.layout);
    for (const group of encoders) press(group, now.encoder);
    const { count } = collection.selection(now);
    setText(part(root, 'count', HTMLElement), words.shownOf(count, manifest.count));
    setText(part(root, 'subtitle', HTMLElement), words.subtitle(count, manifest.count, now.layout, manifest.noun, namedCriteria(now, collection)));
    const column = collection.layoutColumn(now.layout);
    const help = words.help(now.layout, manifest.noun, column?.title ?? null, column !== null && isNumber(column));
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

function press(group: HTMLElement, on: string): void {
  for (const button of group.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.value === on));
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
    // Regions belong to View on low screens, and to the filters everywhere.
    if (target instanceof Element && target.closest('.map-regions, .map-selected')) return;
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
