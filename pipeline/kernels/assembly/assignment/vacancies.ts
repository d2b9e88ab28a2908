/**
 * What stays empty. Where there are fewer points than cells, as many bidders are added as are missing, who care about
 * price alone. They are all alike, so they bid as one: apart they would outbid each other in the smallest steps for ever
 * (“similar persons”: D. Bertsekas and D. Castañon, Annals of Operations Research 20, 1989). All cells they hold have one
 * price, which no other cell may undercut; taking that price as zero makes it the condition for a rectangular problem,
 * that an empty cell costs nothing.
 */
import { cells, columns, ENDLESS, leastPrice, NOBODY, OUTSIDE, owners, points, prices, rows, VACANT } from './problem.ts';
import { foundCells, foundCharges, largestOf, selectLeast } from './search.ts';
import { priceRose } from './tiles.ts';
import { letWait } from './waiting.ts';

/** Cells that are to stay empty, and how many of them are chosen. */
export let vacancies: i32 = 0;
export let held: i32 = 0;

export function countVacancies(): void {
  vacancies = columns * rows - points;
  held = 0;
}

export function vacancyLost(): void {
  held -= 1;
}

/** Gives up held cells whose price exceeds the least of all by more than `epsilon`. */
export function releaseDearVacancies(epsilon: f64): void {
  if (held === 0) return;
  const dear = leastPrice() + epsilon;
  for (let cell = 0; cell < cells; cell += 1) {
    if (owners[cell] !== VACANT || prices[cell] <= dear) continue;
    owners[cell] = NOBODY;
    held -= 1;
  }
}

/** Takes the cheapest cells until all vacancies are held; their owners wait. The price rises to the next cheapest, plus `epsilon`. */
export function takeVacancies(epsilon: f64): void {
  const lacking = vacancies - held;
  let others = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    if (owners[cell] === VACANT || owners[cell] === OUTSIDE) continue;
    foundCells[others] = cell;
    foundCharges[others] = prices[cell];
    others += 1;
  }
  selectLeast(others, lacking + 1);
  const next = largestOf(lacking + 1);
  const price = foundCharges[next] + epsilon;
  for (let at = 0; at <= lacking; at += 1) {
    if (at === next) continue;
    const cell = foundCells[at];
    if (owners[cell] >= 0) letWait(owners[cell]);
    owners[cell] = VACANT;
  }
  held = vacancies;
  raiseVacancies(price);
}

/** Raises all held cells to one price. */
export function raiseVacancies(price: f64): void {
  for (let cell = 0; cell < cells; cell += 1) {
    if (owners[cell] !== VACANT || prices[cell] >= price) continue;
    prices[cell] = price;
    priceRose(cell);
  }
}

/** The one price of held cells: the greatest of them, which all others are raised to, so that nothing undercuts it. */
export function levelVacancies(): f64 {
  let level = -ENDLESS;
  for (let cell = 0; cell < cells; cell += 1) if (owners[cell] === VACANT) level = max(level, prices[cell]);
  for (let cell = 0; cell < cells; cell += 1) {
    if (prices[cell] >= level) continue;
    prices[cell] = level;
    priceRose(cell);
  }
  return level;
}
