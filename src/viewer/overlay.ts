/** What stands over the pictures as text: ranks, titles and names, the name under the pointer, the keyboard's ring. */
import type { Title } from './arrange/cells.ts';
import { toScreen, type Camera, type Size } from './camera.ts';
import { make, setText } from './dom.ts';
import { placeLabels, type LabelBox } from './label-places.ts';
import type { Peak } from './peaks.ts';
import type { OnScreen } from './pick.ts';

export interface Overlay {
  /** Rank discs at the upper right corners of the nearest, first to last. */
  ranks(boxes: readonly OnScreen[]): void;
  /** A name over a picture; null hides it. */
  tag(name: string | null, box: OnScreen | null): void;
  /** The keyboard's ring round a picture; null hides it. */
  cursor(box: OnScreen | null): void;
  /** Titles of a layout, and names at the peaks of a map: as many as there is room for. */
  texts(titles: readonly Title[], peaks: readonly (readonly [Peak, OnScreen])[], camera: Camera, stage: Size, isColoured: boolean): void;
}

/** Width of a letter and height of a line of the texts, in pixels; near enough to keep texts apart. */
const [LETTER, LINE] = [7, 20];
/** Names on the whole map, and how many more each doubling of the zoom lets in; fewer on a stage of less than a million pixels. */
const [NAMES, MORE_NAMES] = [6, 6];
/** Every colour is to be named on the map itself. */
const NAMES_OF_COLOURS = 16;
const [ROOM, LEAST_ROOM] = [1e6, 0.35];

export function createOverlay(layer: HTMLElement): Overlay {
  const tag = make('span', 'map-tag');
  const cursor = make('span', 'map-cursor');
  const texts = make('div', 'map-texts');
  const discs: HTMLElement[] = [];
  tag.hidden = true;
  cursor.hidden = true;
  layer.append(texts, cursor, tag);
  return {
    ranks(boxes) {
      while (discs.length < boxes.length) {
        const disc = make('span', 'map-rank', String(discs.length + 1));
        discs.push(disc);
        layer.append(disc);
      }
      discs.forEach((disc, place) => {
        const box = boxes[place];
        disc.hidden = !box;
        // Later ranks lie under earlier ones, as the pictures do.
        disc.style.zIndex = String(discs.length - place);
        if (box) disc.style.transform = `translate(${box.x + box.width / 2 + 1.5}px, ${box.y - box.height / 2 - 1.5}px)`;
      });
    },
    tag(name, box) {
      tag.hidden = name === null || box === null;
      if (name === null || box === null) return;
      setText(tag, name);
      const room = { width: tag.offsetWidth, height: tag.offsetHeight };
      const left = Math.max(4, Math.min(layer.clientWidth - room.width - 4, box.x - room.width / 2));
      const above = box.y - box.height / 2 - room.height - 7;
      const top = above > 4 ? above : box.y + box.height / 2 + 7;
      tag.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    cursor(box) {
      cursor.hidden = box === null;
      if (!box) return;
      const room = 4;
      cursor.style.width = `${box.width + 2 * room}px`;
      cursor.style.height = `${box.height + 2 * room}px`;
      cursor.style.transform = `translate(${box.x - box.width / 2 - room}px, ${box.y - box.height / 2 - room}px)`;
    },
    texts(titles, peaks, camera, stage, isColoured) {
      const lines = [...titles.map((title) => titleLine(title, camera, stage)), ...peaks.map(([peak, box]) => nameLine(peak.name, box))];
      const room = Math.min(1, Math.max(LEAST_ROOM, (stage.width * stage.height) / ROOM));
      const most = titles.length > 0 ? Infinity : room * ((isColoured ? NAMES_OF_COLOURS : NAMES) + MORE_NAMES * Math.max(0, Math.log2(camera.zoom)));
      const shown = placeLabels(lines, 4, most).map((place) => lines[place]!).filter((line) => isInSight(line, stage));
      while (texts.children.length < shown.length) texts.append(make('span', ''));
      Array.from(texts.children, (child, place) => {
        const line = shown[place];
        if (!(child instanceof HTMLElement)) return;
        child.hidden = !line;
        if (!line) return;
        setText(child, line.text);
        child.className = line.kind;
        child.style.maxWidth = `${line.width}px`;
        child.style.transform = `translate(${Math.round(line.x)}px, ${Math.round(line.y)}px) translate(${line.kind === 'map-title' ? `${-line.width / 2}px` : line.kind === 'map-row' ? `calc(${line.width / 2}px - 100%)` : '-50%'}, -50%)`;
      });
    },
  };
}

interface Line extends LabelBox {
  text: string;
  kind: 'map-title' | 'map-row' | 'map-name';
}

function titleLine({ text, x, y, stands, width }: Title, camera: Camera, stage: Size): Line {
  const at = toScreen(camera, stage, { x, y });
  const room = stands === 'above' ? Math.max(width * camera.zoom, 40) : width;
  return { text, kind: stands === 'above' ? 'map-title' : 'map-row', x: stands === 'above' ? at.x + room / 2 : Math.max(at.x, room + 8) - room / 2, y: at.y, width: room, height: LINE };
}

/** Over the topmost picture of its group, not on it; inside the stage as long as that picture is. */
function nameLine(text: string, over: OnScreen): Line {
  const above = over.y - over.height / 2 - LINE / 2 - 2;
  return { text, kind: 'map-name', x: over.x, y: over.y > 0 ? Math.max(above, LINE / 2 + 2) : above, width: text.length * LETTER + 14, height: LINE };
}

const isInSight = ({ x, y, width, height }: LabelBox, stage: Size): boolean =>
  x + width / 2 > 0 && x - width / 2 < stage.width && y + height / 2 > 0 && y - height / 2 < stage.height;
