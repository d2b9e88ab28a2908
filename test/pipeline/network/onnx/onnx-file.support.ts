/** ONNX files as other tools export them: open sizes, other types, weights in a file of their own. */
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const types = { float32: 1, uint8: 2, int64: 7, float16: 10, float64: 11 } as const;
type Type = keyof typeof types;

const value = (name: string, type: Type, shape: readonly (number | string)[]) => onnx.ValueInfoProto.create({
  name, type: { tensorType: { elemType: types[type], shape: { dim: shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })) } } },
});
export const node = (opType: string, input: string[], output: string, attributes: Record<string, number> = {}) => onnx.NodeProto.create({
  opType, input, output: [output], attribute: Object.entries(attributes).map(([name, i]) => ({ name, type: onnx.AttributeProto.AttributeType.INT, i })),
});
export const cast = (input: string, output: string, to: Type) => node('Cast', [input], output, { to: types[to] });

export const constant = (name: string, dims: number[], data: Float32Array | BigInt64Array) => onnx.TensorProto.create({
  name, dims, dataType: data instanceof Float32Array ? types.float32 : types.int64, rawData: new Uint8Array(data.buffer),
});
/** `count` float32 values that stand at the start of `file`. */
export const kept = (name: string, count: number, file: string) => onnx.TensorProto.create({
  name, dims: [count], dataType: types.float32, dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
  externalData: [{ key: 'location', value: file }, { key: 'offset', value: '0' }, { key: 'length', value: String(4 * count) }],
});

interface Parts {
  input?: { type?: Type; shape?: (number | string)[] };
  nodes: ReturnType<typeof node>[];
  constants?: ReturnType<typeof constant>[];
  output?: Type;
}

/** A model of `x` to `y`. */
export function onnxFile({ input: { type = 'float32', shape = ['N', 3, 4, 6] } = {}, nodes, constants = [], output = 'float32' }: Parts): Uint8Array {
  return onnx.ModelProto.encode(onnx.ModelProto.create({
    irVersion: 8, opsetImport: [{ domain: '', version: 17 }],
    graph: { name: 'made', node: nodes, initializer: constants, input: [value('x', type, shape)], output: [value('y', output, ['N', 'C'])] },
  })).finish();
}

/** The means of the channels of `from`. */
export const means = (from: string, to: string) => [node('GlobalAveragePool', [from], `${to} mean`), node('Flatten', [`${to} mean`], to)];
