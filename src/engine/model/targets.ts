import { sizeOf } from '../../layers/shape.ts';
import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { Network } from '../../network/network.ts';
import { mixedTarget } from '../../preprocessing/mixing.ts';
import type { TargetKind } from '../../training/target.ts';
import { inputAndOutput } from './forward.ts';

/** How the target of one example is fed to a step: nothing but its class, numbers, or the class of each pixel. */
export interface TargetLayout {
  readonly shape: readonly number[];
  readonly dtype: 'int32' | 'float32';
}

/** @throws TextError where the network has several outputs */
export function targetLayout({
  network,
  target,
  mixed = false,
}: {
  readonly network: Network;
  readonly target: TargetKind;
  readonly mixed?: boolean;
}): TargetLayout {
  if (mixed) return { shape: [mixedTarget], dtype: 'float32' };
  const { outputShape } = inputAndOutput(network).output;
  if (target === 'mask') return { shape: outputShape.slice(0, -1), dtype: 'int32' };
  if (target === 'labels' || target === 'numbers') return { shape: outputShape, dtype: 'float32' };
  return { shape: [], dtype: 'int32' };
}

/** A batch's targets as a tensor, `[count, ...shape]`. @param values at least as long */
export function targetTensor(
  tf: TF,
  { shape, dtype }: TargetLayout,
  values: Int32Array | Float32Array,
  count: number,
): Tensor {
  return tf.tensor(values.slice(0, count * sizeOf(shape)), [count, ...shape], dtype);
}
