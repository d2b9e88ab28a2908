/** Small multiples: the pictures of each label together under its title, groups side by side on shelves of equal height. */
import type { Steps } from '../../gallery/steps.ts';
import type { Size } from '../camera.ts';
import { emptyPlaces } from '../places.ts';
import { thinCells } from '../pyramid.ts';
import { besideOf, CELL_RATIO, putIn, roomIn, type Arranged, type Title } from './cells.ts';

export interface Group {
  title: string;
  /** Items in the order in which they are laid down. */
  members: ArrayLike<number>;
}

const TITLE_HEIGHT = 24;
const GAP = { x: 16, y: 12 } as const;
const MARGIN = 14;
/** Narrowest group, so that its title can be read. */
const LEAST_WIDTH = 84;
/** Widths over heights of the first group of a shelf that are tried. */
const SHAPES = [0.7, 1, 1.5, 2.5, 4, 8];
const [LARGEST, SMALLEST] = [84, 0.5];

interface Block { group: Group; left: number; top: number; columns: number; width: number }

/** Every group with the largest cells that let all groups stand on the stage. `ratios`: width over height of every item. */
export function* arrangeGroups(groups: readonly Group[], ratios: Float32Array, stage: Size): Steps<Arranged> {
  const filled = groups.filter(({ members }) => members.length > 0);
  const room = { width: Math.max(1, stage.width - 2 * MARGIN - besideOf(stage)), height: Math.max(1, stage.height - 2 * MARGIN) };
  const { cell, ...shelved } = SHAPES.map((shape) => largest(filled, shape, room)).reduce((best, next) => (next.cell > best.cell ? next : best));
  const places = emptyPlaces(ratios.length, 1);
  const top = MARGIN + Math.max(0, (room.height - shelved.height) / 2);
  const widest = shelved.blocks.reduce((most, { left, width }) => Math.max(most, left + width), 0);
  const left = MARGIN + Math.max(0, (room.width - widest) / 2);
  const cells = { columns: new Uint32Array(ratios.length), rows: new Uint32Array(ratios.length) };
  const titles = shelved.blocks.map((block): Title => {
    for (let place = 0; place < block.group.members.length; place += 1) {
      const index = block.group.members[place]!;
      cells.columns[index] = place % block.columns;
      cells.rows[index] = Math.floor(place / block.columns);
      putIn(places, index, ratios[index]!, {
        left: left + block.left + (place % block.columns) * cell * CELL_RATIO,
        top: top + block.top + TITLE_HEIGHT + Math.floor(place / block.columns) * cell,
        width: cell * CELL_RATIO, height: cell,
      });
    }
    return { text: block.group.title, x: left + block.left, y: top + block.top + TITLE_HEIGHT / 2, stands: 'above', width: block.width };
  });
  yield;
  yield* thinCells(places, roomIn({ width: cell * CELL_RATIO, height: cell }), CELL_RATIO, cells, stage);
  return { places, titles };
}

function largest(groups: readonly Group[], shape: number, room: Size): { cell: number; blocks: Block[]; height: number } {
  let cell = LARGEST;
  let shelved = shelve(groups, cell, room.width, shape);
  while (shelved.height > room.height && cell > SMALLEST) {
    cell *= 0.97;
    shelved = shelve(groups, cell, room.width, shape);
  }
  return { cell, ...shelved };
}

/** Groups of a shelf share its number of rows; the first one sets it. */
function shelve(groups: readonly Group[], cell: number, width: number, shape: number): { blocks: Block[]; height: number } {
  const step = cell * CELL_RATIO;
  const most = Math.max(1, Math.floor(width / step));
  const blocks: Block[] = [];
  let top = 0;
  let left = 0;
  let rows = 0;
  for (const group of groups) {
    const size = group.members.length;
    const columns = Math.ceil(size / Math.max(1, rows));
    const wide = Math.max(LEAST_WIDTH, columns * step);
    if (rows > 0 && left + GAP.x + wide <= width) {
      left += GAP.x;
      blocks.push({ group, left, top, columns, width: wide });
      left += wide;
      continue;
    }
    if (rows > 0) top += TITLE_HEIGHT + rows * cell + GAP.y;
    const own = Math.min(most, Math.max(1, Math.ceil(Math.sqrt((size * shape) / CELL_RATIO))));
    rows = Math.ceil(size / own);
    left = Math.max(LEAST_WIDTH, own * step);
    blocks.push({ group, left: 0, top, columns: own, width: left });
  }
  return { blocks, height: rows === 0 ? 0 : top + TITLE_HEIGHT + rows * cell };
}
