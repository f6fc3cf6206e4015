import { message } from '../../text/message.ts';
import { fail, type ShapeInference } from '../kind.ts';

/** TensorFlow's depthwise kernels move by the same stride in both directions; null if they may. */
export function refuseUnequalStrides(strides: readonly number[]): ShapeInference | null {
  if (strides.every((stride) => stride === strides[0])) return null;
  return fail(
    'unequal-strides',
    message('layers.unequal-strides', { strides }),
    strides.map((stride) => {
      const equal = strides.map(() => stride);
      return {
        label: message('layers.set-strides', { strides: equal }),
        action: 'setParams',
        params: { strides: equal },
      };
    }),
  );
}
