import type { FusedOperations } from '../../layers/kind.ts';
import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { GraphKernels, LibraryKernels } from '../../protocol/kernels.ts';
import type { OwnOperations } from './native/operations.ts';

export type BackendId = 'native' | 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** A backend, loaded: TensorFlow.js with its kernels, and randomness that they lack. */
export interface Backend {
  readonly id: BackendId;
  readonly tf: TF;
  /** TensorFlow's version on native, TensorFlow.js's elsewhere. */
  readonly version: string;
  /**
   * Numbers that depend on the key alone: uniform on [0, 1) or standard normal, of `shape`.
   * @param key int32 `[2]`
   */
  draw(distribution: 'uniform' | 'normal', shape: readonly number[], key: Tensor): Tensor;
  /** What its library was loaded with, and what computations on it are written with; null where there is no choice. */
  readonly kernels: (LibraryKernels & GraphKernels) | null;
  /** Whether it has operations of our own; left out where there are none available. */
  readonly operations?: OwnOperations;
  /** What it has in one piece. */
  readonly fused?: FusedOperations;
  /** Half the sum of a float32 tensor's squares, a scalar: in one operation where the backend has it. */
  halfSquares(tensor: Tensor): Tensor;
}
