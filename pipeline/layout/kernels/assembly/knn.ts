/** Kernels of exact nearest neighbours. */
import { searchAll } from './knn/exhaustive.ts';
import { packPanels } from './knn/panels.ts';
import { refine } from './knn/refine.ts';
import { compareBetween, compareWithin } from './knn/rounds.ts';

export { compareBetween, compareWithin, packPanels, refine, searchAll };
