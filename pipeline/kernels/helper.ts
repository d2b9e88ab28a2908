/** A helping thread of a team: claims parts of whatever is posted until the team ends it. */
import { workerData } from 'node:worker_threads';
import { awaitCall, BOARD_WORDS, claimParts, MOST_ARGUMENTS, type Board, type Kernel } from './board.ts';
import { kernelNames, type ToHelper } from './team.ts';

const { module, memory, board: { words: at, arguments: places }, thread } = workerData as ToHelper;
const { exports } = new WebAssembly.Instance(module, { env: { memory, thread } });
const kernels = kernelNames(module).map((name) => exports[name] as Kernel);
const buffer = memory.buffer as unknown as SharedArrayBuffer;
const board: Board = { words: new Int32Array(buffer, at, BOARD_WORDS), arguments: new Float64Array(buffer, places, MOST_ARGUMENTS) };

for (;;) awaitCall(board, claimParts(board, kernels));
