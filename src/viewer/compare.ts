/** Two maps of the same pictures side by side, with one choice: what is chosen or pointed at on one is shown on both. */
import { itemUrl } from '../utils/base.ts';
import type { Item } from '../gallery/items.ts';
import type { Collection } from './collection.ts';
import { readPair, SIDES, writePair } from './compare-address.ts';
import { showColours } from './classes.ts';
import { make, part, setText } from './dom.ts';
import { createFind } from './find.ts';
import { openGuestMap, showWhy, type GuestMap } from './guest-map.ts';
import { smallPicture } from './panel.ts';
import { NOTHING_SELECTED, selectsSame, type ViewState } from './state.ts';
import * as words from './words.ts';

export async function openCompare(root: HTMLElement): Promise<void> {
  const gallery = root.dataset.gallery ?? '';
  const panes = SIDES.map((side) => part(root, side, HTMLElement));
  const selects = panes.map((pane) => part(pane, 'encoder', HTMLSelectElement));
  const aloud = part(root, 'aloud', HTMLElement);
  // Not what a browser filled in again.
  const usual = selects.map((select) => [...select.options].find(({ defaultSelected }) => defaultSelected)?.value ?? select.value);
  const maps: GuestMap[] = [];
  const show = (): void => { if (maps.length === SIDES.length) showDock(root, maps, selects); };
  const others = (at: number): GuestMap[] => maps.filter((_, place) => place !== at);
  try {
    maps.push(...await Promise.all(panes.map((pane, at) => openGuestMap(pane, gallery, {
      state(collection) {
        const { shared: read, sides } = readPair(location.search, collection.choices);
        const { encoder, seat } = sides[at]!;
        selects[at]!.value = encoder ?? usual[at]!;
        return { ...read, view: 'map', layout: 'map', encoder: selects[at]!.value, nearBy: null, seat };
      },
      chose: () => {},
      pointed: (index) => others(at).forEach(({ view }) => view.point(index)),
      nearCame: () => show(),
      insets: () => ({ right: 0, bottom: covered(pane, part(root, 'dock', HTMLElement)) }),
      find: () => part(root, 'query', HTMLInputElement).focus(),
      aloud,
    }))));
  } catch (error) {
    showWhy(root, error);
    return;
  }
  const [first] = maps;
  if (!first) return;
  const { choices } = first.collection;
  let restoring = false;
  const write = (isStep: boolean): void => {
    const address = location.pathname + writePair(maps.map(({ store }) => store.now), choices, usual);
    if (restoring || address === location.pathname + location.search) return;
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  };
  maps.forEach(({ store }, at) => store.listen((now, before) => {
    others(at).forEach((other) => other.store.change(shared(now)));
    write(now.item !== before.item);
    if (!selectsSame(now, before)) showSelected(root, first);
    if (now.item === before.item && now.encoder === before.encoder) return;
    show();
    if (at === 0 && now.item !== null) setText(aloud, first.collection.item(first.collection.indexOf(now.item)!).title);
  }));
  part(root, 'clear', HTMLButtonElement).addEventListener('click', () => first.store.change(NOTHING_SELECTED));
  selects.forEach((select, at) => select.addEventListener('change', () => {
    // The same encoder twice says nothing: the other side takes the one that was here.
    const other = selects[1 - at]!;
    if (other.value === select.value) other.value = maps[at]!.store.now.encoder;
    maps.forEach(({ store }, side) => store.change({ encoder: selects[side]!.value }));
    show();
  }));
  createFind(root, first.collection, first.store, (index) => first.store.change({ item: first.collection.item(index).id }));
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    first.store.change({ item: link.dataset.item ?? null });
    panes[0]!.scrollIntoView({ block: 'start' });
  });
  window.addEventListener('popstate', () => {
    restoring = true;
    const { shared: read, sides } = readPair(location.search, choices);
    maps.forEach(({ store }, at) => {
      selects[at]!.value = sides[at]!.encoder ?? usual[at]!;
      store.change({ ...shared(read), encoder: selects[at]!.value, seat: sides[at]!.seat });
    });
    restoring = false;
  });
  showColours(root, first.store.now);
  showSelected(root, first);
  show();
}

/** How much of a pane the dock lies over: on a phone it sticks to the foot of the screen. */
function covered(pane: HTMLElement, dock: HTMLElement): number {
  if (dock.hidden) return 0;
  const below = pane.getBoundingClientRect().bottom;
  return Math.min(pane.clientHeight / 2, Math.max(0, below - dock.getBoundingClientRect().top));
}

/** What both sides have in common; layout, encoder and camera are their own. */
const shared = ({ item, query, labels, ranges, lasso, coloured }: ViewState): Partial<ViewState> => ({ item, query, labels, ranges, lasso, coloured });

/** How many pictures search and filters leave. */
function showSelected(root: HTMLElement, { collection, store }: GuestMap): void {
  const { isAll, count } = collection.selection(store.now);
  const { manifest } = collection.gallery;
  part(root, 'selected', HTMLElement).hidden = isAll;
  setText(part(root, 'selected-count', HTMLElement), count === 0 ? words.noneSelected(manifest.noun) : words.selected(count, manifest.count, manifest.noun));
}

/** The chosen picture with its nearest on both maps, the scores of both, and what this pair of maps agrees on. */
function showDock(root: HTMLElement, maps: readonly GuestMap[], selects: readonly HTMLSelectElement[]): void {
  const [{ collection, store }] = maps as [GuestMap, ...GuestMap[]];
  const pair = selects.map(({ value }) => value).toSorted().join(' ');
  for (const part of root.querySelectorAll<HTMLElement>('[data-pair]')) part.hidden = part.dataset.pair !== pair;
  selects.forEach((select, at) => {
    const { trustworthiness = '', kept = '' } = select.selectedOptions[0]?.dataset ?? {};
    const pane = part(root, SIDES[at]!, HTMLElement);
    setText(part(pane, 'trustworthiness', HTMLElement), trustworthiness);
    setText(part(pane, 'kept', HTMLElement), kept);
  });
  const index = collection.indexOf(store.now.item);
  const dock = part(root, 'dock', HTMLElement);
  part(root, 'dock-empty', HTMLElement).hidden = index !== null;
  dock.hidden = index === null;
  if (index === null) return;
  const item = collection.item(index);
  const near = maps.map((map) => map.collection.near(index, map.store.now.encoder).map((each) => each.index));
  const both = new Set(near[0]?.filter((one) => near[1]?.includes(one)));
  const { manifest } = collection.gallery;
  part(dock, 'picture', HTMLElement).replaceChildren(smallPicture(manifest.id, item, manifest.imageSizes));
  setText(part(dock, 'title', HTMLElement), item.title);
  setText(part(dock, 'shared', HTMLElement), near[0]?.length ? words.onBoth(both.size, near[0].length) : '');
  for (const open of dock.querySelectorAll('a')) open.href = itemUrl(manifest.id, item.slug);
  setText(part(dock, 'open', HTMLElement), words.open(item.title));
  near.forEach((list, at) => {
    const strip = part(dock, `strip-${SIDES[at]!}`, HTMLElement);
    setText(part(strip, 'by', HTMLElement), selects[at]!.selectedOptions[0]?.text ?? '');
    part(strip, 'rows', HTMLElement).replaceChildren(...list.map((one, place) => neighbour(collection, collection.item(one), place, both.has(one))));
  });
}

function neighbour({ gallery: { manifest } }: Collection, item: Item, place: number, isShared: boolean): HTMLElement {
  const button = make('button', isShared ? 'shared' : '',
    make('span', 'cell', smallPicture(manifest.id, item, manifest.imageSizes)),
    make('span', 'name', make('b', 'numbers', String(place + 1)), make('span', '', item.title)));
  button.type = 'button';
  button.dataset.item = item.id;
  button.title = item.title;
  return make('li', '', button);
}
