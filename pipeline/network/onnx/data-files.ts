/** Files that an ONNX file keeps its weights in: newer exporters of PyTorch write them apart. */
import onnxProto, { type onnx as proto } from 'onnx-proto';

const { onnx } = onnxProto;

/** Their paths, relative to the ONNX file's folder, each once; none where the bytes are no model. */
export function dataFilesOf(model: Uint8Array): string[] {
  // A model that names such files holds this word. Most do not, and decoding takes as much memory again.
  if (!Buffer.from(model.buffer, model.byteOffset, model.byteLength).includes('location')) return [];
  let decoded: proto.IModelProto;
  try {
    decoded = onnx.ModelProto.decode(model);
  } catch {
    return [];
  }
  const tensors = [...tensorsOf(decoded.graph), ...(decoded.functions ?? []).flatMap((each) => tensorsOfNodes(each.node))];
  const apart = tensors.filter((tensor) => tensor.dataLocation === onnx.TensorProto.DataLocation.EXTERNAL);
  return [...new Set(apart.flatMap((tensor) => (tensor.externalData ?? []).flatMap(({ key, value }) => (key === 'location' && value ? [value] : []))))];
}

type Maybe<Value> = Value | null | undefined;

const tensorsOf = (graph: Maybe<proto.IGraphProto>): proto.ITensorProto[] =>
  (graph ? [...graph.initializer ?? [], ...tensorsOfNodes(graph.node)] : []);

/** Of constants, and of the graphs inside of branches and loops. */
const tensorsOfNodes = (nodes: Maybe<proto.INodeProto[]>): proto.ITensorProto[] =>
  (nodes ?? []).flatMap(({ attribute }) => attribute ?? []).flatMap(({ t, tensors, g, graphs }) => [...t ? [t] : [], ...tensors ?? [], ...[g, ...graphs ?? []].flatMap(tensorsOf)]);
