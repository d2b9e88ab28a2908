/** Do an encoder's neighbours know a family of look-alikes that people know? */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { Problem } from '../ground/problem.ts';
import { distances, type Metric } from './distances.ts';
import { rank } from './rank.ts';

interface FamilyScore {
  /** Share of the other members among each member's (size − 1) nearest, averaged over members: 1 is perfect. */
  found: number;
  /** Mean rank of the other members among all items, 1 being the nearest: (size) / 2 is perfect. */
  meanRank: number;
}

/**
 * Scores by family id. `points` rows × any under `metric`; `ids[row]` names each row. Ties by index.
 * Throws a Problem where a family has fewer than two members, names one twice, or names one that is not there.
 */
export function familyScores(
  points: Matrix, metric: Metric, ids: readonly string[], families: readonly { id: string; members: readonly string[] }[],
): Record<string, FamilyScore> {
  if (ids.length !== points.rows) throw new RangeError(`${ids.length} ids for ${points.rows} points: give one for each`);
  const rows = new Map(ids.map((id, index) => [id, index]));
  const { fill } = distances(points, metric);
  const fromHere = new Float64Array(points.rows);
  return Object.fromEntries(families.map((family) => {
    const members = memberRows(family, rows);
    const others = members.length - 1;
    let found = 0;
    let ranks = 0;
    for (const self of members) {
      fill(self, fromHere);
      for (const other of members) {
        if (other === self) continue;
        const place = rank(fromHere, self, other);
        ranks += place;
        if (place <= others) found += 1;
      }
    }
    const pairs = members.length * others;
    return [family.id, { found: found / pairs, meanRank: ranks / pairs }];
  }));
}

function memberRows(family: { id: string; members: readonly string[] }, rows: ReadonlyMap<string, number>): number[] {
  if (family.members.length < 2) throw new Problem(`The family “${family.id}” has fewer than two members; name at least two.`);
  const members = family.members.map((id) => {
    const index = rows.get(id);
    if (index === undefined) throw new Problem(`The family “${family.id}” names “${id}”, which is not in the collection; correct the id or take it out.`);
    return index;
  });
  const twice = family.members.find((id, place) => family.members.indexOf(id) !== place);
  if (twice !== undefined) throw new Problem(`The family “${family.id}” names “${twice}” twice; take one out.`);
  return members;
}
