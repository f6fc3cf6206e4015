import { z } from 'zod';
import { outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { formatShape, sizeOf } from '../shape.ts';
import { slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { biasOf, refuseTooManyWeights, trained } from '../weights.ts';
import { refuseUnequalStrides } from './equal-strides.ts';
import { finish, inflate } from './kernels.ts';
import { convolutionFields, convolutionSummary, inferConvolution, slidingOf } from './parameters.ts';

const parameters = z.object({
  filters: field.count(32),
  depthMultiplier: field.count(1, { max: 1024 }),
  ...convolutionFields(2),
  depthwiseInitializer: field.initializer('glorotUniform'),
  pointwiseInitializer: field.initializer('glorotUniform'),
  ...ruleFields(),
});

const depthwiseAxes = axesBut(4, 2, 3);
const pointwiseAxes = axesBut(4, 3);

/**
 * Depthwise separable 2D convolution (Chollet 2017): a depthwise convolution, kernel
 * `[kh, kw, in, depthMultiplier]`, then a 1x1 convolution, kernel `[1, 1, in * depthMultiplier, filters]`.
 */
export const separableConv2d = defineKind({
  kind: 'separableConv2d',
  family: 'convolution',
  title: 'SeparableConv2D',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) => convolutionSummary(`${formatShape([params.filters])} @ `, params),
  inferShape: (params, [shape]) =>
    refuseUnequalStrides(params.strides) ??
    refuseTooManyWeights([shape!.at(-1)!, params.depthMultiplier, params.filters]) ??
    inferConvolution(params, shape!, params.filters),
  weights(params, [shape]) {
    const channels = shape!.at(-1)!;
    const { depthMultiplier, filters } = params;
    return [
      trained(
        'depthwise_kernel',
        [...params.kernelSize, channels, depthMultiplier],
        params.depthwiseInitializer,
        rulesOf(params, depthwiseAxes),
      ),
      trained(
        'pointwise_kernel',
        [1, 1, channels * depthMultiplier, filters],
        params.pointwiseInitializer,
        rulesOf(params, pointwiseAxes),
      ),
      ...biasOf(params, filters),
    ];
  },
  savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
  macs(params, [shape], output) {
    const positions = sizeOf(spatialOf(output));
    const between = shape!.at(-1)! * params.depthMultiplier;
    return positions * between * (sizeOf(params.kernelSize) + params.filters);
  },
  window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(params)),
  outputFunction: ({ activation }) => outputFunctionOf(activation),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights, logits }) {
    const kernel = inflate(tf, weights['depthwise_kernel']!, params.dilationRate) as Tensor4D;
    const spatial = tf.depthwiseConv2d(
      inputs[0] as Tensor4D,
      kernel,
      params.strides as [number, number],
      params.padding,
    );
    const mixed = tf.conv2d(spatial, weights['pointwise_kernel'] as Tensor4D, 1, 'valid');
    return finish(tf, params, mixed, weights, logits);
  },
});
