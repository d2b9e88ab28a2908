/**
 * The auction: points without a cell bid for the one that charges them least, raising its price by as much as it beats the
 * second best, plus ε. D. Bertsekas, “The auction algorithm”, Annals of Operations Research 14 (1988). When all are seated,
 * each point's cell charges it at most ε more than the best; ε falls from phase to phase, because with a small one from the
 * start prices would rise in tiny steps (ε-scaling; D. Bertsekas and J. Eckstein, Mathematical Programming 42, 1988).
 */
import { bestCell, findBest, leastCharge, secondCharge } from './candidates.ts';
import { cellOf, cost, NOBODY, owners, points, prices, VACANT } from './problem.ts';
import { priceRose } from './tiles.ts';
import { held, releaseDearVacancies, takeVacancies, vacancies, vacancyLost } from './vacancies.ts';
import { letWait, nextWaiting, nobodyWaits, pushInto, waiting } from './waiting.ts';

let step: f64 = 0;

/** Begins a phase: who sits in a cell that charges more than `epsilon` above the best has to bid anew. */
export function beginPhase(epsilon: f64): void {
  step = epsilon;
  releaseDearVacancies(epsilon);
  unseatUnhappy(epsilon);
}

/** Lets every point wait whose cell charges more than `epsilon` above the best. */
export function unseatUnhappy(epsilon: f64): void {
  nobodyWaits();
  for (let point = points - 1; point >= 0; point -= 1) {
    const cell = cellOf[point];
    if (cell !== NOBODY) {
      findBest(point);
      if (cost(point, cell) + prices[cell] <= leastCharge + epsilon) continue;
      owners[cell] = NOBODY;
    }
    letWait(point);
  }
}

/** Up to `bids` bids. Returns how many are still without a cell: 0 ends the phase. */
export function bid(bids: i32): i32 {
  for (let left = bids; left > 0; left -= 1) {
    if (waiting > 0) {
      const point = nextWaiting();
      findBest(point);
      prices[bestCell] = prices[bestCell] + (secondCharge - leastCharge + step);
      priceRose(bestCell);
      if (pushInto(bestCell, point) === VACANT) vacancyLost();
    } else if (held < vacancies) {
      takeVacancies(step);
    } else {
      return 0;
    }
  }
  return waiting + vacancies - held;
}
