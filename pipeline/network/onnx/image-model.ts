/** Runs image models that were made elsewhere, from any ONNX file with a picture as its one input. */
import { Problem } from '../../ground/problem.ts';
import { reasonOf } from '../engine/reason.ts';
import { openSession, type Place, type Session } from './session.ts';

/** What a model wants of a picture. */
interface PictureInput {
  width: number;
  height: number;
  /** Where the model takes numbers with a fraction, of red, green and blue: each value, 0–1, less the mean and divided by the deviation. */
  mean: readonly [number, number, number];
  std: readonly [number, number, number];
  /** Order of the axes: channels before or after height and width. */
  layout: 'nchw' | 'nhwc';
}

export interface ImageModelPlan {
  /** Path of the ONNX file, so that files beside it can hold its weights, or its bytes. */
  model: string | Uint8Array;
  /** Its name, for messages. */
  file: string;
  input: PictureInput;
  /** Name of the output that describes a picture; the first where nothing is said. */
  output?: string;
  /** What is taken of an output that has a row for each part of a picture, as of transformers: the first row, which stands for the whole, or the mean of all. */
  tokens?: 'first' | 'average';
}

export interface ImageModel {
  /** Planar pictures, count × 3 × height × width bytes, to count × values. Throws a Problem where the model does not fit them. */
  run(pictures: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Throws a Problem where the file is no ONNX model or wants something else than one picture. */
export async function openImageModel(plan: ImageModelPlan, place: Place): Promise<ImageModel> {
  const { file, input } = plan;
  const session = await openSession(plan.model, place).catch((error: unknown) => {
    throw new Problem(`${file} cannot be opened as an ONNX model (${reasonOf(error)}); export it again.`);
  });
  const { name, type, batch } = await pictureOf(session, plan).catch(async (error: unknown) => {
    await session.release();
    throw error;
  });
  const size = 3 * input.height * input.width;
  const shape = input.layout === 'nchw' ? [3, input.height, input.width] : [input.height, input.width, 3];
  const describe = async (pictures: Uint8Array, count: number): Promise<Float32Array> => {
    const values = valuesOf(pictures, count, type, input);
    const outputs = await session.run({ [name]: session.tensor(type, values, [count, ...shape]) }).catch((error: unknown) => {
      throw new Problem(`${file} cannot be run on pictures of ${input.width} × ${input.height} pixels (${reasonOf(error)}); correct its “input”.`);
    });
    return vectors(outputs, count, plan);
  };
  const describeInSteps = async (pictures: Uint8Array, step: number): Promise<Float32Array> => {
    const count = pictures.length / size;
    const parts: Float32Array[] = [];
    for (let from = 0; from < count; from += step) {
      const given = Math.min(step, count - from);
      // A model for a fixed number of pictures gets the last ones with black ones behind them.
      const filled = new Uint8Array(step * size);
      filled.set(pictures.subarray(from * size, (from + given) * size));
      const described = await describe(filled, step);
      parts.push(described.subarray(0, described.length / step * given));
    }
    return joined(parts);
  };
  let step = batch;
  return {
    run: async (pictures) => {
      const count = pictures.length / size;
      if (step !== null || count === 1) return describeInSteps(pictures, step ?? 1);
      try {
        return await describe(pictures, count);
      } catch {
        // Many exporters leave the number of pictures open and still write 1 into a reshape. What else is wrong, one picture tells too.
        const described = await describeInSteps(pictures, 1);
        step = 1;
        return described;
      }
    },
    close: () => session.release(),
  };
}

/** Types of values that pictures can be given in. */
const taken = ['float32', 'float16', 'uint8'] as const;
type Taken = typeof taken[number];

/** Name and type of the one input, and how many pictures it wants at once: null for any number. */
async function pictureOf(session: Session, { file, input }: ImageModelPlan): Promise<{ name: string; type: Taken; batch: number | null }> {
  const [only, second] = session.inputs;
  if (!only || second) {
    throw new Problem(`${file} has ${session.inputs.length} inputs (${session.inputs.map(({ name }) => name).join(', ')}) where one picture is wanted; export the part that sees pictures alone.`);
  }
  const type = only.isTensor ? taken.find((each) => each === only.type) : undefined;
  if (!only.isTensor || !type || only.shape.length !== 4) {
    const found = only.isTensor ? `${only.type} of ${only.shape.length} axes` : 'no tensor';
    throw new Problem(`${file} wants “${only.name}” as ${found} where pictures have 4 axes of float32, float16 or uint8; export it with such an input.`);
  }
  if (type === 'uint8' && !(input.mean.every((value) => value === 0) && input.std.every((value) => value === 1))) {
    throw new Problem(`${file} wants “${only.name}” as uint8, bytes of 0–255 as they are; take “mean” and “std” out of its “input”.`);
  }
  const wanted = input.layout === 'nchw' ? [3, input.height, input.width] : [input.height, input.width, 3];
  const [batch, ...sizes] = only.shape;
  if (sizes.some((size, axis) => typeof size === 'number' && size > 0 && size !== wanted[axis])) {
    throw new Problem(`${file} wants pictures as ${sizes.join(' × ')} where its settings say ${wanted.join(' × ')}; correct size or layout of its “input”.`);
  }
  return { name: only.name, type, batch: typeof batch === 'number' && batch > 0 ? batch : null };
}

/** The chosen output, one vector a picture. */
function vectors(outputs: Awaited<ReturnType<Session['run']>>, count: number, { file, output, tokens }: ImageModelPlan): Float32Array {
  const names = Object.keys(outputs);
  const tensor = outputs[output ?? names[0]!];
  if (!tensor) throw new Problem(`${file} has no output “${output}”; name one of ${names.join(', ')}.`);
  const { dims } = tensor;
  const data = ['float16', 'float64'].includes(tensor.type) ? Float32Array.from(tensor.data as Float64Array) : tensor.data;
  const what = `The output “${output ?? names[0]}” of ${file} is ${dims.join(' × ')} ${tensor.type}`;
  if (data instanceof Float32Array && dims[0] === count) {
    const [, rows = 1, columns = 1] = dims;
    if (dims.length === 3 && tokens) return pooledTokens(data, { count, rows, columns }, tokens);
    if (tokens) throw new Problem(`${what}, which is no row for each part of a picture; take “tokens” out of its settings.`);
    // Sizes of 1 say nothing: n × c × 1 × 1 is a vector a picture too.
    if (dims.slice(1).filter((size) => size !== 1).length <= 1) return data;
    if (dims.length === 3) throw new Problem(`${what}, a row for each part of a picture; write “tokens: first” for the one that stands for the whole, or “tokens: average”, or name another of ${names.join(', ')}.`);
  }
  throw new Problem(`${what} where one row of float32 values a picture is wanted; name another of ${names.join(', ')}, or export the model with its pooling.`);
}

/** Count × rows × columns to count × columns. */
function pooledTokens(data: Float32Array, { count, rows, columns }: { count: number; rows: number; columns: number }, tokens: 'first' | 'average'): Float32Array {
  const pooled = new Float32Array(count * columns);
  const taken = tokens === 'first' ? 1 : rows;
  for (let picture = 0; picture < count; picture += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let row = 0; row < taken; row += 1) sum += data[(picture * rows + row) * columns + column]!;
      pooled[picture * columns + column] = sum / taken;
    }
  }
  return pooled;
}

/** Count × 3 × height × width bytes as the model wants them. */
function valuesOf(pictures: Uint8Array, count: number, type: Taken, { width, height, mean, std, layout }: PictureInput): Float32Array | Float16Array | Uint8Array {
  const pixels = width * height;
  const Values = type === 'uint8' ? Uint8Array : type === 'float16' ? Float16Array : Float32Array;
  const values = new Values(count * 3 * pixels);
  for (let picture = 0; picture < count; picture += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const from = (3 * picture + channel) * pixels;
      const [start, step] = layout === 'nchw' ? [from, 1] : [3 * picture * pixels + channel, 3];
      for (let pixel = 0; pixel < pixels; pixel += 1) {
        const byte = pictures[from + pixel]!;
        values[start + step * pixel] = type === 'uint8' ? byte : (byte / 255 - mean[channel]!) / std[channel]!;
      }
    }
  }
  return values;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}
