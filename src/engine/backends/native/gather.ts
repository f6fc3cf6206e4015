import type { Tensor } from '../../../layers/tensorflow.ts';
import type { Native } from './operation.ts';

/**
 * Rows of `x` by number, as TensorFlow gathers them: it refuses a number out of range by itself, so that none has to be
 * read back to be looked at.
 * @param indices int32
 */
export function gather(
  { tf, node }: Native,
  x: Tensor,
  indices: Tensor,
  axis: number,
  batchDims: number,
): Tensor {
  const { TF_ATTR_INT, TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = node.binding;
  return node.executeSingleOutput(
    'GatherV2',
    [
      { name: 'batch_dims', type: TF_ATTR_INT, value: batchDims },
      { name: 'Tparams', type: TF_ATTR_TYPE, value: TF_FLOAT },
      { name: 'Tindices', type: TF_ATTR_TYPE, value: TF_INT32 },
      { name: 'Taxis', type: TF_ATTR_TYPE, value: TF_INT32 },
    ],
    [x, indices, tf.scalar(axis, 'int32')],
  );
}
