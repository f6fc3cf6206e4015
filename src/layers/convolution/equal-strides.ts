import { fail, type ShapeInference } from '../kind.ts';
import { by } from '../sliding.ts';

/** TensorFlow's depthwise kernels move by the same stride in both directions; null if they may. */
export function refuseUnequalStrides(strides: readonly number[]): ShapeInference | null {
  if (strides.every((stride) => stride === strides[0])) return null;
  return fail(
    'unequal-strides',
    `Strides ${by(strides)} differ: a depthwise convolution moves by the same stride down and across.`,
    strides.map((stride) => {
      const equal = strides.map(() => stride);
      return { label: `Set strides to ${by(equal)}`, action: 'setParams', params: { strides: equal } };
    }),
  );
}
