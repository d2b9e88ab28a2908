/** A training in a process of its own that is killed, as by a power cut, when so many epochs lie on the disk: `node killed.support.ts <folder> <epochs>`. */
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { train } from '../../../pipeline/network/train.ts';
import { eventful } from './plans.support.ts';

const store = checkpointsIn(process.argv[2]!, console.error)('killed', 'key');
await train(eventful, {
  keepEvery: 0,
  store: {
    ...store,
    write: async (checkpoint) => {
      await store.write(checkpoint);
      if (checkpoint.epochs.length >= Number(process.argv[3])) process.kill(process.pid, 'SIGKILL');
    },
  },
});
