/** Kernels of nearest neighbours. */
import { searchAll } from './knn/exhaustive.ts';
import { copyNearest, joinNeighbours } from './knn/join.ts';
import { compareLeaf } from './knn/leaves.ts';
import { packPanels } from './knn/panels.ts';
import { refine } from './knn/refine.ts';
import { compareBetween, compareWithin } from './knn/rounds.ts';
import { growTree } from './knn/trees.ts';

export { compareBetween, compareLeaf, compareWithin, copyNearest, growTree, joinNeighbours, packPanels, refine, searchAll };
