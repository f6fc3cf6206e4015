import type { NodeBackend, OpAttribute } from '../../../graph/binding.ts';
import type { Tensor, TF } from '../../../layers/tensorflow.ts';

/** TensorFlow.js on native TensorFlow, and a way to its operations that TensorFlow.js does not offer. */
export interface Native {
  readonly tf: TF;
  readonly node: NodeBackend;
  /** Whether native TensorFlow is what computes now: gradients are registered for all backends at once. */
  isActive(): boolean;
  /** Runs an operation on float32 tensors. @param flags its boolean attributes */
  run(op: string, inputs: readonly Tensor[], more?: MoreAttributes): Tensor;
  runAll(op: string, inputs: readonly Tensor[], outputs: number, more?: MoreAttributes): Tensor[];
}

interface MoreAttributes {
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** Of more types than `T`, all float32. */
  readonly types?: readonly string[];
}

export function createNative(tf: TF, node: NodeBackend): Native {
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_ATTR_FLOAT, TF_ATTR_STRING, TF_FLOAT } = node.binding;
  const attributes = ({ flags = {}, floats = {}, texts = {}, types = [] }: MoreAttributes): OpAttribute[] => [
    ...['T', ...types].map((name) => ({ name, type: TF_ATTR_TYPE, value: TF_FLOAT })),
    ...Object.entries(flags).map(([name, value]) => ({ name, type: TF_ATTR_BOOL, value })),
    ...Object.entries(floats).map(([name, value]) => ({ name, type: TF_ATTR_FLOAT, value })),
    ...Object.entries(texts).map(([name, value]) => ({ name, type: TF_ATTR_STRING, value })),
  ];
  return {
    tf,
    node,
    isActive: () => tf.getBackend() === 'tensorflow',
    run: (op, inputs, more = {}) => node.executeSingleOutput(op, attributes(more), inputs),
    runAll: (op, inputs, outputs, more = {}) =>
      node.executeMultipleOutputs(op, attributes(more), inputs, outputs),
  };
}
