/** How well labels can be told from neighbours. */

/**
 * Leave one out: the share of labelled items whose label is the commonest among their `k` nearest labelled neighbours, of
 * equally common ones that of the nearest. T. Cover and P. Hart, IEEE Trans. Information Theory 13 (1967).
 *
 * `neighbours`: rows × perItem, nearest first; as many as are labelled among the first `k` vote. '' is no label. Null where
 * no label occurs twice.
 */
export function classificationAccuracy(neighbours: ArrayLike<number>, perItem: number, labels: readonly string[], k = 10): number | null {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  if (![...sizes].some(([label, size]) => label !== '' && size > 1)) return null;
  let asked = 0;
  let right = 0;
  labels.forEach((label, item) => {
    if (label === '') return;
    asked += 1;
    const votes = new Map<string, number>();
    for (let place = 0; place < Math.min(k, perItem); place += 1) {
      const vote = labels[neighbours[item * perItem + place]!]!;
      if (vote !== '') votes.set(vote, (votes.get(vote) ?? 0) + 1);
    }
    // A map keeps the order in which it was filled: the nearest first.
    let winner = '';
    for (const [vote, count] of votes) if (count > (votes.get(winner) ?? 0)) winner = vote;
    if (winner === label) right += 1;
  });
  return right / asked;
}
