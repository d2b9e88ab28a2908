/** Builds an ONNX model node by node. Shapes are static and known for every value, the batch included. */
import onnxProto from 'onnx-proto';
import type { Shape } from '../spec.ts';
import type { NamedTensor } from '../weights.ts';

const { onnx } = onnxProto;

/** A value that flows through the graph. */
export interface Value {
  readonly name: string;
  /** Batch included. Empty for a scalar. */
  readonly shape: Shape;
}

type ElementType = 'float32' | 'uint8';
/** Whole numbers become ints, lists of numbers ints; a float must say so: `{ float: 0.1 }`. */
export type Attributes = Record<string, number | readonly number[] | string | { float: number }>;

const elementTypes = { float32: onnx.TensorProto.DataType.FLOAT, uint8: onnx.TensorProto.DataType.UINT8 } as const;

/** Operators of onnxruntime's own; no part of the ONNX standard. */
export const MICROSOFT = 'com.microsoft';
const OPSET = 17;

export class Graph {
  private readonly nodes: InstanceType<typeof onnx.NodeProto>[] = [];
  private readonly inputs: InstanceType<typeof onnx.ValueInfoProto>[] = [];
  /** What is handed out, by the name it gets outside. */
  private readonly outputs = new Map<string, Value>();
  private readonly constants = new Map<string, InstanceType<typeof onnx.TensorProto>>();
  private made = 0;

  /** A value that every run is given. */
  input(name: string, shape: Shape, type: ElementType = 'float32'): Value {
    this.inputs.push(valueInfo(name, shape, type));
    return { name, shape };
  }

  /** Hands `value` out of every run under `name`. */
  output(name: string, value: Value): void {
    this.outputs.set(name, value);
  }

  /** One operator with one result. An absent optional input is null. */
  node(operator: string, inputs: readonly (Value | null)[], shape: Shape, attributes: Attributes = {}, domain = ''): Value {
    return this.nodeOf(operator, inputs, [shape], attributes, domain)[0]!;
  }

  /** One operator with several results. */
  nodeOf(operator: string, inputs: readonly (Value | null)[], shapes: readonly Shape[], attributes: Attributes = {}, domain = ''): Value[] {
    const name = `${operator}_${this.made += 1}`;
    const outputs = shapes.map((shape, index) => ({ name: index ? `${name}_${index}` : name, shape }));
    this.nodes.push(onnx.NodeProto.create({
      opType: operator, name, domain, output: outputs.map((output) => output.name), input: inputs.map((input) => input?.name ?? ''),
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    }));
    return outputs;
  }

  /** A constant tensor under its own name. */
  tensor(name: string, { shape, data }: NamedTensor): Value {
    this.constants.set(name, constantTensor(name, shape, onnx.TensorProto.DataType.FLOAT, data));
    return { name, shape };
  }

  /** A constant of float32 values; equal constants are stored once. */
  floats(values: readonly number[], shape: Shape = []): Value {
    return this.constant('floats', values, shape, onnx.TensorProto.DataType.FLOAT, new Float32Array(values));
  }

  /** A constant vector of whole numbers, as axes and shapes are given to operators. */
  integers(values: readonly number[]): Value {
    return this.constant('integers', values, [values.length], onnx.TensorProto.DataType.INT64, new BigInt64Array(values.map(BigInt)));
  }

  /** The bytes of the model. The same calls give the same bytes. */
  build(): Uint8Array {
    const nodes = this.namedOutputs();
    const model = onnx.ModelProto.create({
      irVersion: 8,
      producerName: 'latent-gallery',
      opsetImport: [{ domain: '', version: OPSET }, ...nodes.some(({ domain }) => domain === MICROSOFT) ? [{ domain: MICROSOFT, version: 1 }] : []],
      graph: {
        name: 'network', node: nodes, input: this.inputs, initializer: [...this.constants.values()],
        output: [...this.outputs].map(([name, { shape }]) => valueInfo(name, shape, 'float32')),
      },
    });
    return onnx.ModelProto.encode(model).finish();
  }

  /**
   * The nodes, with what is handed out under its outside name: a copy would cost a pass over all weights. Only what no node makes, or what
   * has two names outside, is copied.
   */
  private namedOutputs(): InstanceType<typeof onnx.NodeProto>[] {
    const made = new Set(this.nodes.flatMap((node) => node.output));
    const outside = new Map<string, string>();
    const copies: InstanceType<typeof onnx.NodeProto>[] = [];
    for (const [name, value] of this.outputs) {
      if (made.has(value.name) && !outside.has(value.name)) outside.set(value.name, name);
      else copies.push(onnx.NodeProto.create({ opType: 'Identity', input: [value.name], output: [name] }));
    }
    const renamed = (names: readonly string[]): string[] => names.map((name) => outside.get(name) ?? name);
    return [...this.nodes, ...copies].map((node) => onnx.NodeProto.create({ ...node, input: renamed(node.input), output: renamed(node.output) }));
  }

  private constant(kind: string, values: readonly number[], shape: Shape, dataType: number, data: ArrayBufferView): Value {
    const name = `${kind}[${shape.join()}](${values.join()})`;
    if (!this.constants.has(name)) this.constants.set(name, constantTensor(name, shape, dataType, data));
    return { name, shape };
  }
}

function constantTensor(name: string, shape: Shape, dataType: number, data: ArrayBufferView): InstanceType<typeof onnx.TensorProto> {
  return onnx.TensorProto.create({ name, dataType, dims: [...shape], rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) });
}

function valueInfo(name: string, shape: Shape, type: ElementType): InstanceType<typeof onnx.ValueInfoProto> {
  const dim = shape.map((size) => ({ dimValue: size }));
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } });
}

function attribute(name: string, value: Attributes[string]): InstanceType<typeof onnx.AttributeProto> {
  const types = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return onnx.AttributeProto.create({ name, type: types.INT, i: value });
  if (typeof value === 'string') return onnx.AttributeProto.create({ name, type: types.STRING, s: new TextEncoder().encode(value) });
  if ('float' in value) return onnx.AttributeProto.create({ name, type: types.FLOAT, f: value.float });
  return onnx.AttributeProto.create({ name, type: types.INTS, ints: [...value] });
}
