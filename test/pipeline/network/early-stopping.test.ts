import { describe, expect, it } from 'vitest';
import { epochsWithoutGain, shouldStop } from '../../../pipeline/network/early-stopping.ts';

it('counts epochs since the last gain', () => {
  expect(epochsWithoutGain([5, 4, 4.5, 4, 3, 3.2], 0)).toEqual([0, 0, 1, 2, 0, 1]);
  expect(epochsWithoutGain([5, 4.9, 4.8, 4.4, 4.4], 0.5)).toEqual([0, 1, 2, 0, 1]);
  expect(epochsWithoutGain([], 0)).toEqual([]);
});

describe('a training', () => {
  it('stops after so many epochs without a gain, not before', () => {
    expect(shouldStop({ patience: 2 }, [3, 2, 2])).toBe(false);
    expect(shouldStop({ patience: 2 }, [3, 2, 2, 2.5])).toBe(true);
    expect(shouldStop({ patience: 2 }, [])).toBe(false);
  });

  it('does not count a gain that is too small', () => {
    expect(shouldStop({ patience: 2, minDelta: 0.1 }, [1, 0.95, 0.93])).toBe(true);
    expect(shouldStop({ patience: 2, minDelta: 0.1 }, [1, 0.95, 0.89])).toBe(false);
  });
});
