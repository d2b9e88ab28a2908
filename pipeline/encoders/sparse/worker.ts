/** The worker thread of one training. */
import { serveTraining } from '../../network/training-thread.ts';
import { trainSparse, type SparseLosses, type SparsePlan, type TrainedSparse } from './training.ts';

await serveTraining<SparsePlan, SparseLosses, TrainedSparse>((plan, { tell, stopped }) => trainSparse(plan, { onLosses: tell, stopped }));
