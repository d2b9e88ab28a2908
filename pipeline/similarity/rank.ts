/** Rank of `other` among the neighbours of `self`, by distances from it to all: 1 is the nearest; ties by index. */
export function rank(fromHere: Float64Array, self: number, other: number): number {
  const distance = fromHere[other]!;
  let before = 0;
  for (let index = 0; index < fromHere.length; index += 1) {
    if (index === self) continue;
    if (fromHere[index]! < distance || (fromHere[index] === distance && index < other)) before += 1;
  }
  return before + 1;
}
