import type * as tensorflow from '@tensorflow/tfjs';

/** The TensorFlow.js namespace. Optimizers and losses receive it as an argument. */
export type TF = typeof tensorflow;
export type Tensor = tensorflow.Tensor;
