/** What this folder knows of TensorFlow.js: its types. The library itself is handed in, because only those who installed it have it. */
import type * as TensorFlowModule from '@tensorflow/tfjs';

export type TensorFlow = typeof TensorFlowModule;
export type { LayersModel, Scalar, SymbolicTensor, Tensor, Tensor4D, Variable } from '@tensorflow/tfjs';
export type TensorFlowLayer = TensorFlowModule.layers.Layer;
