import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok, type ShapeInference } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { formatShape, sizeOf } from '../shape.ts';
import { outputLength, refuseStrideWithDilation, span, spatialOf } from '../sliding.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { biasOf, refuseTooManyWeights, trained } from '../weights.ts';
import { finish, inflate } from './kernels.ts';
import { convolutionFields, convolutionSummary, slidingOf } from './parameters.ts';

const parameters = z.object({
  filters: field.count(32),
  ...convolutionFields(2),
  outputPadding: z
    .array(z.number().int().min(0).max(4095))
    .max(2)
    .refine((sides) => sides.length !== 1, {
      error: () => sentence(message('layers.output-padding-sides')),
    })
    .default([]),
  kernelInitializer: field.initializer('glorotUniform'),
  ...ruleFields(),
});

type P = z.output<typeof parameters>;

const reachOf = (params: P, axis: number): number =>
  span(params.kernelSize[axis]!, params.dilationRate[axis]!);

/** Keras's rule: the input length for which a convolution of this stride would have given the input. */
const outputOf = (params: P, spatial: readonly number[]): number[] =>
  spatial.map((length, axis) => {
    const stride = params.strides[axis]!;
    const reach = reachOf(params, axis);
    const added = params.outputPadding[axis];
    if (added === undefined)
      return length * stride + (params.padding === 'same' ? 0 : Math.max(reach - stride, 0));
    const cut = params.padding === 'same' ? 2 * Math.floor(reach / 2) : 0;
    return (length - 1) * stride + reach - cut + added;
  });

/** The refusal of an output that the convolution would not bring back to the input, or null. */
function refusePadding(params: P, spatial: readonly number[]): ShapeInference | null {
  const outputs = outputOf(params, spatial);
  const wrong = outputs.findIndex(
    (length, axis) =>
      length < 1 ||
      outputLength(length, reachOf(params, axis), params.strides[axis]!, params.padding) !== spatial[axis],
  );
  if (params.outputPadding.length === 0 || wrong < 0) return null;
  const values = {
    added: params.outputPadding,
    output: outputs,
    strides: params.strides,
    input: spatial,
  };
  return fail('output-padding', message('layers.output-padding', values), [
    { label: message('layers.use-stride-size'), action: 'setParams', params: { outputPadding: [] } },
  ]);
}

/**
 * Transposed 2D convolution, the gradient of a convolution (Zeiler et al. 2010): `[height, width, in]` to
 * `[height * stride, width * stride, filters]` with 'same' padding; kernel `[kh, kw, filters, in]`.
 */
export const conv2dTranspose = defineKind({
  kind: 'conv2dTranspose',
  family: 'convolution',
  title: 'Conv2DTranspose',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) => convolutionSummary(`${formatShape([params.filters])} @ `, params),
  inferShape: (params, [shape]) =>
    refuseRank(shape!, 3) ??
    refuseStrideWithDilation(slidingOf(params)) ??
    refuseTooManyWeights([...params.kernelSize, params.filters, shape!.at(-1)!]) ??
    refusePadding(params, spatialOf(shape!)) ??
    ok([...outputOf(params, spatialOf(shape!)), params.filters]),
  weights: (params, [shape]) => [
    trained(
      'kernel',
      [...params.kernelSize, params.filters, shape!.at(-1)!],
      params.kernelInitializer,
      rulesOf(params, axesBut(4, 2)),
    ),
    ...biasOf(params, params.filters),
  ],
  savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
  macs: (params, [shape]) => sizeOf(shape!) * sizeOf(params.kernelSize) * params.filters,
  window(params, [shape]) {
    const spatial = spatialOf(shape!);
    const outputs = outputOf(params, spatial);
    const reach = params.kernelSize.map((_, axis) => reachOf(params, axis));
    // Output `j` is painted by the inputs `i` whose kernel covers it: those with `0 <= j + cut - i * stride < reach`.
    return {
      reach: 'local',
      size: params.strides.map((stride, axis) => (reach[axis]! - 1) / stride + 1),
      stride: params.strides.map((stride) => 1 / stride),
      padStart: params.strides.map((stride, axis) => {
        const over = (spatial[axis]! - 1) * stride + reach[axis]! - outputs[axis]!;
        const cut = params.padding === 'same' ? Math.floor(Math.max(over, 0) / 2) : 0;
        return (reach[axis]! - 1 - cut) / stride;
      }),
    };
  },
  outputFunction: ({ activation }) => outputFunctionOf(activation),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights, logits }) {
    const x = inputs[0] as Tensor4D;
    const [batch, height, width] = x.shape;
    const inflated = inflate(tf, weights['kernel']!, params.dilationRate) as Tensor4D;
    const [rows, columns] = outputOf(params, [height, width]);
    // TensorFlow 2.21 with oneDNN on AVX2 trains wrongly where a kernel is smaller than its stride: fill it up with zeros.
    const [high, wide] = params.strides.map((stride, axis) => Math.max(0, stride - inflated.shape[axis]!));
    const kernel: Tensor4D =
      high || wide
        ? tf.pad(inflated, [
            [0, high!],
            [0, wide!],
            [0, 0],
            [0, 0],
          ])
        : inflated;
    const sums = tf.conv2dTranspose(
      x,
      kernel,
      [batch, rows!, columns!, params.filters],
      params.strides as [number, number],
      params.padding,
    );
    return finish(tf, params, sums, weights, logits);
  },
});
