/** The panel of the chosen picture: its names, facts and nearest, as text and pictures. */
import type { Item } from '../gallery/items.ts';
import { imageSizesOf } from '../gallery/image-sizes.ts';
import { imagePath } from '../gallery/paths.ts';
import { compareUrl, fileUrl, itemUrl } from '../utils/base.ts';
import { factRows } from '../utils/facts.ts';
import { short } from '../utils/words.ts';
import type { Collection } from './collection.ts';
import { make, optionalPart, part } from './dom.ts';
import * as words from './words.ts';

/** Facts that the panel has room for; the picture's page holds all. */
const FACTS = 4;

export interface Panel {
  /** Shows an item with its nearest by `encoder`. */
  show(index: number, encoder: string): void;
  hide(): void;
  /** Moves the focus to the panel's heading. */
  focus(): void;
}

export interface PanelHandlers {
  choose(index: number): void;
  close(): void;
  nearBy(encoder: string): void;
}

export function createPanel(panel: HTMLElement, collection: Collection, handlers: PanelHandlers): Panel {
  const { manifest, items } = collection.gallery;
  const title = part(panel, 'title', HTMLElement);
  const picture = part(panel, 'picture', HTMLImageElement);
  const strip = part(panel, 'strip', HTMLElement);
  const other = optionalPart(panel, 'near-other', HTMLButtonElement);
  const text = (name: string, value: string): void => {
    const element = part(panel, name, HTMLElement);
    element.textContent = value;
    element.hidden = value === '';
  };
  let otherEncoder: string | null = null;
  part(panel, 'close', HTMLButtonElement).addEventListener('click', () => handlers.close());
  other?.addEventListener('click', () => { if (otherEncoder !== null) handlers.nearBy(otherEncoder); });

  const showFacts = (item: Item): void => {
    const factTitles = new Set(manifest.facts.map((fact) => fact.title));
    const rows = factRows(manifest, items, item);
    const placeRow = rows.find((row) => manifest.labels.some((label) => label.title === row.title) && factTitles.has(row.title));
    const facts = rows.filter((row) => factTitles.has(row.title));
    const chosen = (facts.length > 0 ? facts : rows).slice(0, FACTS);
    text('place', placeRow?.values[0]?.text ?? '');
    part(panel, 'facts', HTMLElement).replaceChildren(...chosen.map((row) => make(
      'div', row === placeRow ? 'panel-fact-place' : '',
      make('dt', '', row === placeRow ? manifest.labels[0]?.title ?? row.title : row.title),
      make('dd', '', row.values.map((value) => value.text).join(', ')),
    )));
  };

  const neighbour = (near: { index: number; distance: number }, place: number): HTMLElement => {
    const item = collection.item(near.index);
    const image = smallPicture(manifest.id, item, manifest.imageSizes);
    const button = make('button', '',
      make('span', 'panel-cell', image),
      make('span', 'panel-name', make('b', 'numbers', String(place + 1)), make('span', '', item.title)),
      make('span', 'panel-distance', short(near.distance)));
    button.type = 'button';
    button.title = item.title;
    button.addEventListener('click', () => handlers.choose(near.index));
    return make('li', '', button);
  };

  return {
    show(index, encoder) {
      const item = collection.item(index);
      const near = collection.near(index, encoder);
      const name = collection.encoderName(encoder);
      title.textContent = item.title;
      text('official', item.aliases.length > 0 ? [item.subtitle, words.sameFor(item.aliases)].filter(Boolean).join('. ') : item.subtitle);
      showFacts(item);
      showPicture(picture, manifest.id, item, manifest.imageSizes);
      text('near-title', words.nearestBy(name));
      strip.replaceChildren(...near.map(neighbour));
      strip.scrollLeft = 0;
      otherEncoder = collection.otherEncoder(encoder);
      if (otherEncoder !== null) {
        const theirs = new Set(collection.near(index, otherEncoder).map((candidate) => candidate.index));
        text('shared', words.alsoNearest(near.filter((candidate) => theirs.has(candidate.index)).length, near.length, collection.encoderName(otherEncoder)));
        if (other) other.textContent = words.by(collection.encoderName(otherEncoder));
      }
      const open = part(panel, 'open', HTMLAnchorElement);
      open.href = itemUrl(manifest.id, item.slug);
      open.textContent = words.open(item.title);
      const compare = optionalPart(panel, 'compare', HTMLAnchorElement);
      if (compare) compare.href = `${compareUrl(manifest.id)}?item=${encodeURIComponent(item.id)}`;
      part(panel, 'panel-body', HTMLElement).scrollTop = 0;
      panel.hidden = false;
    },
    hide() { panel.hidden = true; },
    focus() { title.focus({ preventScroll: true }); },
  };
}

function showPicture(image: HTMLImageElement, gallery: string, item: Item, sizes: readonly number[]): void {
  // An old picture must not stand under a new name while the new one loads.
  if (image.dataset.slug === item.slug) return;
  image.dataset.slug = item.slug;
  image.removeAttribute('src');
  image.width = item.width;
  image.height = item.height;
  image.style.backgroundColor = item.transparent ? '' : item.colour;
  image.style.setProperty('--ratio', String(item.width / item.height));
  image.classList.toggle('hair', !item.transparent);
  image.sizes = '(min-width: 60rem) 328px, 96px';
  image.srcset = imageSizesOf(sizes, item).map((size) => `${fileUrl(gallery, imagePath(item.slug, size))} ${Math.round((size * item.width) / Math.max(item.width, item.height))}w`).join(', ');
  image.alt = item.title;
}

/** A small picture in a row; its name stands beside it. */
export function smallPicture(gallery: string, item: Item, sizes: readonly number[]): HTMLImageElement {
  const image = make('img', item.transparent ? '' : 'hair');
  image.alt = '';
  image.decoding = 'async';
  image.width = item.width;
  image.height = item.height;
  image.style.width = 'auto';
  image.style.height = 'auto';
  if (!item.transparent) image.style.backgroundColor = item.colour;
  // A gallery may publish no single pictures: then the colour stands for it.
  if (sizes[0] !== undefined) image.src = fileUrl(gallery, imagePath(item.slug, sizes[0]));
  return image;
}
