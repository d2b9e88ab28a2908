import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { familyScores } from '../../../pipeline/similarity/families.ts';
import { matrix } from '../layout/points.ts';

// On a line: a b c close together, then x, then d far out.
const ids = ['a', 'b', 'x', 'c', 'd'];
const points = matrix([[0], [1], [3.5], [2.25], [10]]);

describe('familyScores', () => {
  it('finds a family that is together, and says how far off one is that is not', () => {
    const scores = familyScores(points, 'euclidean', ids, [{ id: 'near', members: ['a', 'b', 'c'] }, { id: 'far', members: ['d', 'a'] }]);
    // a: b c; b: a c; c: b and x (1.25 each, by index b, x), a third.
    expect(scores['near']).toEqual({ found: 5 / 6, meanRank: (1 + 2 + 1 + 2 + 1 + 3) / 6 });
    // From d, a is the last of four; from a, so is d.
    expect(scores['far']).toEqual({ found: 0, meanRank: 4 });
  });

  it('gives a family that fills the collection the best there is', () => {
    expect(familyScores(points, 'euclidean', ids, [{ id: 'all', members: ids }])['all']).toEqual({ found: 1, meanRank: 2.5 });
  });

  it('measures by the metric it is told', () => {
    const rays = matrix([[1, 0], [100, 1], [1, 1]]);
    const family = [{ id: 'ray', members: ['one', 'two'] }];
    expect(familyScores(rays, 'cosine', ['one', 'two', 'three'], family)['ray']!.found).toBe(1);
    expect(familyScores(rays, 'euclidean', ['one', 'two', 'three'], family)['ray']!.found).toBe(0);
  });

  it('says in a sentence what is wrong with a family', () => {
    const score = (members: string[]): unknown => familyScores(points, 'euclidean', ids, [{ id: 'crosses', members }]);
    expect(() => score(['a'])).toThrow('The family “crosses” has fewer than two members');
    expect(() => score(['a', 'q'])).toThrow('The family “crosses” names “q”, which is not in the collection');
    expect(() => score(['a', 'b', 'a'])).toThrow('The family “crosses” names “a” twice');
    expect(() => score([])).toThrow(Problem);
    expect(() => familyScores(points, 'euclidean', ['a'], [])).toThrow('1 ids for 5 points');
  });
});
