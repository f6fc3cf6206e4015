import { activationLayer } from './activation/activation.ts';
import { prelu } from './activation/prelu.ts';
import { conv1d } from './convolution/conv1d.ts';
import { conv2d } from './convolution/conv2d.ts';
import { conv2dTranspose } from './convolution/conv2d-transpose.ts';
import { conv3d } from './convolution/conv3d.ts';
import { depthwiseConv2d } from './convolution/depthwise-conv2d.ts';
import { partiallyConnectedConv2d } from './convolution/partially-connected-conv2d.ts';
import { separableConv2d } from './convolution/separable-conv2d.ts';
import { dense } from './core/dense.ts';
import { rbfOutput } from './core/rbf-output.ts';
import { type Family, families } from './families.ts';
import { input } from './input/input.ts';
import type { LayerKind } from './kind.ts';
import { add } from './merging/add.ts';
import { average } from './merging/average.ts';
import { concatenate } from './merging/concatenate.ts';
import { dot } from './merging/dot.ts';
import { maximum } from './merging/maximum.ts';
import { multiply } from './merging/multiply.ts';
import { batchNormalization } from './normalization/batch-normalization.ts';
import { groupNormalization } from './normalization/group-normalization.ts';
import { layerNormalization } from './normalization/layer-normalization.ts';
import { localResponseNormalization } from './normalization/local-response-normalization.ts';
import { averagePooling1d } from './pooling/average-pooling1d.ts';
import { averagePooling2d } from './pooling/average-pooling2d.ts';
import { averagePooling3d } from './pooling/average-pooling3d.ts';
import { globalAveragePooling1d } from './pooling/global-average-pooling1d.ts';
import { globalAveragePooling2d } from './pooling/global-average-pooling2d.ts';
import { globalAveragePooling3d } from './pooling/global-average-pooling3d.ts';
import { globalMaxPooling1d } from './pooling/global-max-pooling1d.ts';
import { globalMaxPooling2d } from './pooling/global-max-pooling2d.ts';
import { globalMaxPooling3d } from './pooling/global-max-pooling3d.ts';
import { maxPooling1d } from './pooling/max-pooling1d.ts';
import { maxPooling2d } from './pooling/max-pooling2d.ts';
import { maxPooling3d } from './pooling/max-pooling3d.ts';
import { subsampling2d } from './pooling/subsampling2d.ts';
import { centerCrop } from './preprocessing/center-crop.ts';
import { randomContrast } from './preprocessing/random-contrast.ts';
import { randomFlip } from './preprocessing/random-flip.ts';
import { randomRotation } from './preprocessing/random-rotation.ts';
import { randomTranslation } from './preprocessing/random-translation.ts';
import { randomZoom } from './preprocessing/random-zoom.ts';
import { rescaling } from './preprocessing/rescaling.ts';
import { resizing } from './preprocessing/resizing.ts';
import { rgbToGrayscale } from './preprocessing/rgb-to-grayscale.ts';
import { bidirectional } from './recurrent/bidirectional.ts';
import { embedding } from './recurrent/embedding.ts';
import { gru } from './recurrent/gru.ts';
import { lstm } from './recurrent/lstm.ts';
import { timeDistributed } from './recurrent/time-distributed.ts';
import { alphaDropout } from './regularization/alpha-dropout.ts';
import { dropout } from './regularization/dropout.ts';
import { gaussianDropout } from './regularization/gaussian-dropout.ts';
import { gaussianNoise } from './regularization/gaussian-noise.ts';
import { spatialDropout1d } from './regularization/spatial-dropout1d.ts';
import { spatialDropout2d } from './regularization/spatial-dropout2d.ts';
import { spatialDropout3d } from './regularization/spatial-dropout3d.ts';
import { cropping1d } from './reshaping/cropping1d.ts';
import { cropping2d } from './reshaping/cropping2d.ts';
import { cropping3d } from './reshaping/cropping3d.ts';
import { flatten } from './reshaping/flatten.ts';
import { permute } from './reshaping/permute.ts';
import { repeatVector } from './reshaping/repeat-vector.ts';
import { reshape } from './reshaping/reshape.ts';
import { upSampling1d } from './reshaping/up-sampling1d.ts';
import { upSampling2d } from './reshaping/up-sampling2d.ts';
import { upSampling3d } from './reshaping/up-sampling3d.ts';
import { zeroPadding1d } from './reshaping/zero-padding1d.ts';
import { zeroPadding2d } from './reshaping/zero-padding2d.ts';
import { zeroPadding3d } from './reshaping/zero-padding3d.ts';

/** The catalogue, in the palette's order. Adding a kind is one file, one line here, and its text. */
export const kinds = {
  input,
  conv2d,
  conv1d,
  conv3d,
  conv2dTranspose,
  depthwiseConv2d,
  separableConv2d,
  partiallyConnectedConv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  maxPooling1d,
  averagePooling1d,
  globalAveragePooling1d,
  globalMaxPooling1d,
  maxPooling3d,
  averagePooling3d,
  globalAveragePooling3d,
  globalMaxPooling3d,
  subsampling2d,
  dense,
  rbfOutput,
  activation: activationLayer,
  prelu,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  localResponseNormalization,
  dropout,
  spatialDropout2d,
  spatialDropout1d,
  spatialDropout3d,
  alphaDropout,
  gaussianDropout,
  gaussianNoise,
  flatten,
  reshape,
  permute,
  repeatVector,
  zeroPadding2d,
  cropping2d,
  upSampling2d,
  zeroPadding1d,
  cropping1d,
  upSampling1d,
  zeroPadding3d,
  cropping3d,
  upSampling3d,
  add,
  concatenate,
  multiply,
  average,
  maximum,
  dot,
  rescaling,
  resizing,
  rgbToGrayscale,
  centerCrop,
  randomFlip,
  randomRotation,
  randomZoom,
  randomTranslation,
  randomContrast,
  embedding,
  lstm,
  gru,
  bidirectional,
  timeDistributed,
} as const;

export type KindName = keyof typeof kinds;

/** The kind of that name, or undefined if the catalogue has none. */
export function kindOf(name: string): LayerKind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}

/** The kinds of fewer or more dimensions that are folded under a kind, in the catalogue's order. */
export function variantsOf(kind: string): readonly LayerKind[] {
  return Object.values<LayerKind>(kinds).filter(({ variantOf }) => variantOf === kind);
}

/** The catalogue by family, in the palette's order. */
export const kindsByFamily: readonly { family: Family; kinds: readonly LayerKind[] }[] = families
  .map((family) => ({
    family,
    kinds: Object.values<LayerKind>(kinds).filter((kind) => kind.family === family),
  }))
  .filter((section) => section.kinds.length > 0);
