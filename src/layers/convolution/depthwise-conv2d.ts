import { z } from 'zod';
import { outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { sizeOf } from '../shape.ts';
import { slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { biasOf, trained } from '../weights.ts';
import { refuseUnequalStrides } from './equal-strides.ts';
import { finish, inflate } from './kernels.ts';
import { convolutionFields, convolutionSummary, inferConvolution, slidingOf } from './parameters.ts';

const parameters = z.object({
  depthMultiplier: field.count(1, { max: 1024 }),
  ...convolutionFields(2),
  depthwiseInitializer: field.initializer('glorotUniform'),
  ...ruleFields(),
});

/** Every channel has filters of its own: a norm is one filter's. */
const kernelAxes = axesBut(4, 2, 3);

/**
 * Depthwise 2D convolution: `[height, width, in]` to `[height', width', in * depthMultiplier]`, kernel
 * `[kh, kw, in, depthMultiplier]`; the output channels of one input channel are neighbors.
 */
export const depthwiseConv2d = defineKind({
  kind: 'depthwiseConv2d',
  family: 'convolution',
  title: 'DepthwiseConv2D',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) =>
    convolutionSummary(params.depthMultiplier > 1 ? `x${params.depthMultiplier} @ ` : '', params),
  inferShape: (params, [shape]) =>
    refuseUnequalStrides(params.strides) ??
    inferConvolution(params, shape!, shape!.at(-1)! * params.depthMultiplier),
  weights: (params, [shape]) => [
    trained(
      'depthwise_kernel',
      [...params.kernelSize, shape!.at(-1)!, params.depthMultiplier],
      params.depthwiseInitializer,
      rulesOf(params, kernelAxes),
    ),
    ...biasOf(params, shape!.at(-1)! * params.depthMultiplier),
  ],
  savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
  macs: (params, _inputs, output) => sizeOf(output) * sizeOf(params.kernelSize),
  window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(params)),
  outputFunction: ({ activation }) => outputFunctionOf(activation),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights, logits }) {
    const kernel = inflate(tf, weights['depthwise_kernel']!, params.dilationRate) as Tensor4D;
    const sums = tf.depthwiseConv2d(
      inputs[0] as Tensor4D,
      kernel,
      params.strides as [number, number],
      params.padding,
    );
    return finish(tf, params, sums, weights, logits);
  },
});
