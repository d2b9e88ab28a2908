import { expect, it } from 'vitest';
import { tellingLabels } from '../../../pipeline/sources/telling-labels.ts';

it('are those of several values, of which none may be one', () => {
  const labels = ['place', 'year', 'colour', 'gone'].map((column) => ({ column, title: column }));
  const items = [{ place: 'Rome', year: '1990', colour: 'red' }, { place: 'Rome', year: '1991', colour: '' }].map((each) => ({ labels: each }));
  expect(tellingLabels(labels, items).map(({ column }) => column)).toEqual(['year', 'colour']);
});
