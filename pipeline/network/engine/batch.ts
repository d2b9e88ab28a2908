/** What can be wrong with the examples that an engine is given. */
import { Problem } from '../../ground/problem.ts';
import type { Loss } from '../objective.ts';
import { outputOf, sizeOf } from '../shapes.ts';
import type { Shape } from '../spec.ts';
import type { Batch, Opened } from './engine.ts';

/** The number of examples in a batch. Throws a Problem where it is empty or too large, does not fit the network, or holds what is no number. */
export function checkBatch({ network, batch: most, inputs, targets }: Opened, loss: Loss | undefined, batch: Batch): number {
  const output = outputOf(network);
  if (batch.inputs instanceof Uint8Array !== (inputs === 'bytes')) throw new RangeError(`the inputs of a batch are not the ${inputs} that the engine was opened for`);
  const count = batch.inputs.length / sizeOf(network.input);
  if (count === 0 || !Number.isInteger(count)) {
    throw new Problem(`A batch of ${batch.inputs.length} input values is no whole number of examples of ${named(network.input)}; give each example that many.`);
  }
  if (count > most) throw new RangeError(`a batch of ${count} examples, but the engine was opened for at most ${most}`);
  if (batch.inputs instanceof Float32Array) finite('input', batch.inputs, count);
  if (loss?.kind === 'binary-cross-entropy') checkShares(targets === 'inputs' ? batch.inputs : batch.targets, count);
  if (targets !== 'inputs' && !batch.targets) throw new RangeError('the batch has no targets');
  if (targets === 'classes') checkClasses(batch.targets!, count, output);
  else if (targets === 'values') checkValues('target', batch.targets!, count, output);
  else if (loss && sizeOf(output) !== sizeOf(network.input)) {
    throw new Problem(`The network makes ${named(output)} of ${named(network.input)}, so its output cannot be compared with its input; let it end as it begins, or give targets.`);
  }
  if (loss?.mask) checkValues('mask', batch.mask ?? missing('mask'), count, output);
  return count;
}

/** Targets as the network puts them out: classes become a 1 in the place of the class. */
export function targetValues({ network, targets }: Opened, values: Float32Array | Uint32Array): Float32Array {
  if (targets !== 'classes') return values as Float32Array;
  const classes = sizeOf(outputOf(network));
  const all = new Float32Array(values.length * classes);
  values.forEach((label, example) => { all[example * classes + label] = 1; });
  return all;
}

function checkClasses(labels: Float32Array | Uint32Array, count: number, output: Shape): void {
  if (output.length !== 1) throw new Problem(`The network puts out ${named(output)}, but classes want a vector with a value for each; end it with a flatten and a dense layer.`);
  if (labels.length !== count) throw new Problem(`The batch has ${count} examples but ${labels.length} labels; give each example one.`);
  const wrong = labels.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < output[0]!));
  if (wrong >= 0) {
    throw new Problem(`Example ${wrong} of the batch is of class ${labels[wrong]}, but the network tells classes 0 to ${output[0]! - 1} apart; give its last dense layer a unit for every class.`);
  }
}

function checkValues(what: string, values: Float32Array | Uint32Array, count: number, output: Shape): void {
  if (values.length !== count * sizeOf(output)) {
    throw new Problem(`The batch has ${values.length} ${what} values where ${count} examples of ${named(output)} want ${count * sizeOf(output)}; give as many as the network puts out.`);
  }
  finite(what, values, count);
}

function finite(what: string, values: Float32Array | Uint32Array, count: number): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new Problem(`Example ${Math.floor(wrong * count / values.length)} of the batch has the ${what} value ${values[wrong]}; every value must be a finite number.`);
}

/** A cross-entropy of targets that are no shares has no bottom: training would chase it forever. */
function checkShares(values: Batch['inputs'] | Batch['targets'], count: number): void {
  if (!(values instanceof Float32Array)) return;
  const wrong = values.findIndex((value) => value < 0 || value > 1);
  if (wrong >= 0) throw new Problem(`Example ${Math.floor(wrong * count / values.length)} of the batch has the target value ${values[wrong]}, but binary cross-entropy wants values from 0 to 1; scale them or take another loss.`);
}

const named = (shape: Shape): string => `${shape.join(' × ')} values`;

function missing(what: string): never {
  throw new RangeError(`the batch has no ${what}`);
}
