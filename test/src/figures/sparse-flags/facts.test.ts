import { describe, expect, it } from 'vitest';
import { codeSentence, groupSentences, middle, shortfallSentences, testSentence } from '../../../../src/figures/sparse-flags/facts.ts';

it('takes the middle of an odd and of an even number', () => {
  expect(middle([3, 1, 2])).toBe(2);
  expect(middle([4, 1, 2, 3])).toBe(2.5);
});

it.each([
  [[0, 1, 1], 'Of the three values of the code of Morocco, none lies between 0.1 and 0.9; all are nearly 0 or 1.'],
  [[0, 0.5, 1], 'Of the three values of the code of Morocco, one lies between 0.1 and 0.9; the others are nearly 0 or 1.'],
  [[0.4, 0.5, 1], 'Of the three values of the code of Morocco, two lie between 0.1 and 0.9; the other is nearly 0 or 1.'],
  [[0.4, 0.5, 0.6], 'Of the three values of the code of Morocco, all lie between 0.1 and 0.9.'],
])('counts what is undecided in %j', (code, sentence) => {
  expect(codeSentence('Morocco', code)).toBe(sentence);
});

describe('shortfallSentences', () => {
  const run = (...losses: [epoch: number, training: number][]) => ({ epochs: losses.map(([epoch, training]) => ({ epoch, training, validation: 0, test: 0 })) });
  const units = [0.99, 0.5, 0.4, 0.01, 0].map((activity) => ({ activity }));

  it('takes the last epoch that was published, in the median', () => {
    expect(shortfallSentences([run([500, 1], [900, 600]), run([900, 640])], [{ activity: 0.5 }])).toBe('At epoch 900 the training loss is 620 in the median, against 456 published.');
    expect(shortfallSentences([run([500, 600])], [{ activity: 0.5 }])).toBe('At epoch 500 the training loss is 600 in the median, against 498 published.');
  });

  it('offers a cause only where the loss is higher and units are of little use', () => {
    expect(shortfallSentences([run([900, 600])], units)).toContain('one of five units is on for nearly every flag and two off, which leaves two to tell flags apart.');
    expect(shortfallSentences([run([900, 400])], units)).not.toContain('cause');
  });

  it('is silent where nothing can be set side by side', () => {
    expect(shortfallSentences([run([0, 1500])], units)).toBe('');
    expect(shortfallSentences([run([7, 1500])], units)).toBe('');
  });
});

describe('testSentence', () => {
  const run = (test: number, epoch = 900) => ({ epochs: [{ epoch, training: 0, validation: 0, test }] });

  it('tells whether the published loss lies among ours', () => {
    expect(testSentence([run(895), run(990), run(1108)])).toBe('At epoch 900 the loss on the test flags is 990 in the median, from 895 to 1,108, against 920 published. '
      + 'The published loss lies within that range: which flags are drawn, and the other chances of a training, move it as much.');
    expect(testSentence([run(950), run(990)])).toMatch(/The published loss lies outside that range\.$/);
  });

  it('is silent where nothing can be set side by side', () => {
    expect(testSentence([run(1500, 0)])).toBe('');
    expect(testSentence([run(1500, 7)])).toBe('');
  });
});

describe('groupSentences', () => {
  const family = (title: string, found: number, meanRank: number, byPixels = 50) => ({ title, scores: { code: { found, meanRank }, pixels: { found: 0, meanRank: byPixels } } });
  const say = (...families: ReturnType<typeof family>[]): string => groupSentences(families, { id: 'code' }, { id: 'pixels' }, 138);

  it('gives both numbers that ranks are held against', () => {
    expect(say(family('A, B and C', 0.5, 3), family('D, E and F', 0, 40))).toBe('In none of the two groups are the members one another’s nearest. '
      + 'In random order the mean rank would be 69; one of the groups stays below half of that. Pixels bring none of them nearer together.');
  });

  it('keeps titles apart', () => {
    expect(say(family('A, B and C', 1, 1.5), family('D, E and F', 1, 1.5))).toMatch(/^The members of “A, B and C” and “D, E and F” are one another’s nearest\. .* all of the groups stay below/);
  });

  it('names those that pixels bring nearer', () => {
    expect(say(family('A, B and C', 0, 20, 9), family('D, E and F', 0, 9, 20))).toMatch(/ Pixels bring “A, B and C” nearer together than the code does\.$/);
  });

  it('speaks of no groups where there are none', () => {
    expect(say()).toBe('');
    expect(say(family('A, B and C', 0, 60))).toMatch(/^The members of the one group are not one another’s nearest\. .* none of the groups stay/);
  });
});
