import { z } from 'zod';
import { outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import type { LayerKind } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { formatShape, sizeOf } from '../shape.ts';
import { type Padding, slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { biasOf, trained } from '../weights.ts';
import { finish, grouped, inflate } from './kernels.ts';
import {
  convolutionFields,
  convolutionSummary,
  inferConvolution,
  refuseGroups,
  slidingOf,
} from './parameters.ts';

/** TensorFlow.js's convolution of some dimensions: `[batch, ...spatial, in]` with `[...kernel, in, out]`. */
type Convolve = (
  tf: TF,
  x: Tensor,
  kernel: Tensor,
  strides: readonly number[],
  padding: 'valid' | 'same',
) => Tensor;

const causal = z.enum(['valid', 'same', 'causal']).default('valid');

/** Puts a causal convolution's zeros in front of the sequence. */
function paddedInFront(tf: TF, x: Tensor, kernelLength: number): Tensor {
  const none: [number, number] = [0, 0];
  return tf.pad(
    x,
    x.shape.map((_length, axis) => (axis === 1 ? [kernelLength - 1, 0] : none)),
  );
}

/** All that convolutions of one, two and three dimensions share: everything but the words. */
export function convolution(dimensions: field.Dimensions, convolve: Convolve) {
  const parameters = z.object({
    filters: field.count(32),
    ...convolutionFields(dimensions),
    padding: (dimensions === 1 ? causal : field.padding()) as unknown as z.ZodDefault<
      z.ZodEnum<{ [K in Padding]: K }>
    >,
    groups: field.count(1),
    kernelInitializer: field.initializer('glorotUniform'),
    ...ruleFields(),
  });
  const kernelAxes = axesBut(dimensions + 2, dimensions + 1);

  return {
    family: 'convolution',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: (params) => convolutionSummary(`${formatShape([params.filters])} @ `, params),
    inferShape: (params, [shape]) => {
      const inferred = inferConvolution(params, shape!, params.filters);
      return inferred.shape ? (refuseGroups(params, shape!.at(-1)!) ?? inferred) : inferred;
    },
    weights: (params, [shape]) => [
      trained(
        'kernel',
        [...params.kernelSize, shape!.at(-1)! / params.groups, params.filters],
        params.kernelInitializer,
        rulesOf(params, kernelAxes),
      ),
      ...biasOf(params, params.filters),
    ],
    savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
    macs: (params, [shape], output) =>
      (sizeOf(output) * sizeOf(params.kernelSize) * shape!.at(-1)!) / params.groups,
    window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(params)),
    outputFunction: ({ activation }) => outputFunctionOf(activation),
    range: (_call, { activation }) => rangeOfActivation(activation),
    forward(tf, params, { inputs, weights, logits }) {
      const kernel = inflate(tf, weights['kernel']!, params.dilationRate);
      const { padding } = params;
      const x = padding === 'causal' ? paddedInFront(tf, inputs[0]!, kernel.shape[0]!) : inputs[0]!;
      const sums = grouped(tf, x, kernel, params.groups, (part, partKernel) =>
        convolve(tf, part, partKernel, params.strides, padding === 'same' ? 'same' : 'valid'),
      );
      return finish(tf, params, sums, weights, logits);
    },
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
