import type * as tensorflow from '@tensorflow/tfjs';

/** The TensorFlow.js namespace. Kinds receive it as an argument, so that the catalogue loads without TensorFlow. */
export type TF = typeof tensorflow;
export type Tensor = tensorflow.Tensor;
export type Tensor2D = tensorflow.Tensor2D;
export type Tensor3D = tensorflow.Tensor3D;
export type Tensor4D = tensorflow.Tensor4D;
export type Tensor5D = tensorflow.Tensor5D;
