import type { Optimiser } from '../../objective.ts';
import { adadelta } from './adadelta.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import type { OptimiserGraph } from './optimiser-graph.ts';
import { sgd } from './sgd.ts';

export type { OptimiserGraph } from './optimiser-graph.ts';

/** How the optimiser of that description draws itself. */
export function optimiserGraph(optimiser: Optimiser): OptimiserGraph {
  switch (optimiser.kind) {
    case 'sgd': return sgd(optimiser);
    case 'adam': return adam(optimiser);
    case 'adamw': return adamw(optimiser);
    case 'adadelta': return adadelta(optimiser);
  }
}
