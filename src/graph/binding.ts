import type { Tensor } from '../layers/tensorflow.ts';

/** An op's attribute as the binding takes it; `type` is one of its `TF_ATTR_...` numbers. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** An op's output as the binding hands it out. */
export interface OpOutput {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The functions and numbers of tfjs-node's addon that the engine uses. Its properties are read-only. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: ArrayBufferView | readonly string[]): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(name: string, attributes: OpAttribute[], inputs: number[], outputs: number): OpOutput[];
  loadSavedModel(directory: string, tags: string): number;
  deleteSavedModel(id: number): void;
  runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): OpOutput[];
  getNumOfTensors(): number;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_BOOL: number;
  readonly TF_STRING: number;
  readonly TF_UINT8: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version: string;
}

/** tfjs-node's backend, as far as the engine reaches past TensorFlow.js's own operations. */
export interface NodeBackend {
  binding: Binding;
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: readonly Tensor[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: OpAttribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
  /** Hands tensors that still wait on this side over to TensorFlow, and gives the ids of all. */
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  /** Makes a tensor of an operation's output. */
  createOutputTensor(output: OpOutput): Tensor;
}
