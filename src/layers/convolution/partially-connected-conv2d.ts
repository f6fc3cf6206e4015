import { z } from 'zod';
import { message } from '../../text/message.ts';
import { outputFunctionOf, rangeOfActivation } from '../activations.ts';
import * as field from '../fields.ts';
import { defineKind, fail, type ShapeInference } from '../kind.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { formatShape, type Shape, sizeOf } from '../shape.ts';
import { slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor2D, Tensor4D } from '../tensorflow.ts';
import { biasOf, trained } from '../weights.ts';
import { finish } from './kernels.ts';
import { convolutionSummary, inferConvolution, slidingOf } from './parameters.ts';

/** C3 of LeNet-5: which of the 6 maps of S2 each of its 16 maps takes (LeCun et al. 1998, table I). */
const tableOfC3 = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
];

const channel = z.number().int().min(0).max(4095);

const parameters = z.object({
  connections: z.array(z.array(channel).min(1).max(4096)).min(1).max(4096).default(tableOfC3),
  kernelSize: field.kernelSize(2, 5),
  strides: field.strides(2, 1),
  padding: field.padding(),
  activation: field.activation(),
  useBias: field.bias(),
  kernelInitializer: field.initializer('glorotUniform'),
  biasInitializer: field.initializer('zeros'),
  ...ruleFields(),
});

type P = z.output<typeof parameters>;

const undilated = (params: P) => ({ ...params, dilationRate: params.kernelSize.map(() => 1) });

/** Connected pairs, filter by filter: the last axis of the kernel. */
const pairsOf = ({ connections }: P): (readonly [channel: number, filter: number])[] =>
  connections.flatMap((channels, filter) => channels.map((from) => [from, filter] as const));

function refuseTable({ connections }: P, channels: number): ShapeInference | null {
  for (const [filter, row] of connections.entries()) {
    const unknown = row.find((from) => from >= channels);
    if (unknown !== undefined) {
      const every = Array.from({ length: channels }, (_, index) => index);
      const values = { filter, channel: unknown, channels };
      return fail('no-such-channel', message('layers.no-such-channel', values), [
        {
          label: message('layers.connect-all'),
          action: 'setParams',
          params: { connections: connections.map(() => every) },
        },
      ]);
    }
    const twice = row.find((from, index) => row.indexOf(from) !== index);
    if (twice !== undefined) {
      return fail('channel-twice', message('layers.channel-twice', { filter, channel: twice }), [
        {
          label: message('layers.remove-repetitions'),
          action: 'setParams',
          params: { connections: connections.map((each) => [...new Set(each)]) },
        },
      ]);
    }
  }
  return null;
}

/** Average fans of a filter: the kernel's shape, a list of pairs, does not tell them. */
function fansOf(params: P, [shape]: readonly Shape[]) {
  const pairs = sizeOf(params.kernelSize) * pairsOf(params).length;
  return { fanIn: pairs / params.connections.length, fanOut: pairs / shape!.at(-1)! };
}

/**
 * A 2D convolution in which each filter sees only some input channels (LeCun et al. 1998):
 * `[height, width, in]` to `[height', width', rows of the table]`. Kernel `[kh, kw, connected pairs]`, in the
 * order of the table.
 */
export const partiallyConnectedConv2d = defineKind({
  kind: 'partiallyConnectedConv2d',
  family: 'convolution',
  title: 'PartiallyConnectedConv2D',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: (params) =>
    convolutionSummary(`${formatShape([params.connections.length])} @ `, undilated(params)),
  inferShape(params, [shape]) {
    const inferred = inferConvolution(undilated(params), shape!, params.connections.length);
    return inferred.shape ? (refuseTable(params, shape!.at(-1)!) ?? inferred) : inferred;
  },
  weights: (params, inputs) => [
    {
      ...trained(
        'kernel',
        [...params.kernelSize, pairsOf(params).length],
        params.kernelInitializer,
        rulesOf(
          params,
          axesBut(3, 2),
          pairsOf(params).map(([, filter]) => filter),
        ),
      ),
      initializer: { name: params.kernelInitializer, fans: fansOf(params, inputs) },
    },
    ...biasOf(params, params.connections.length),
  ],
  savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
  macs: (params, _inputs, output) =>
    sizeOf(spatialOf(output)) * sizeOf(params.kernelSize) * pairsOf(params).length,
  window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(undilated(params))),
  outputFunction: ({ activation }) => outputFunctionOf(activation),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights, logits }) {
    const x = inputs[0]!;
    const channels = x.shape[3]!;
    const filters = params.connections.length;
    const pairs = pairsOf(params);
    const places = tf.tensor1d(
      pairs.map(([from, filter]) => from * filters + filter),
      'int32',
    );
    const placement = tf.cast(tf.oneHot(places, channels * filters), 'float32');
    const rows = tf.reshape(weights['kernel']!, [-1, pairs.length]);
    const kernel = tf.reshape(tf.matMul(rows as Tensor2D, placement as Tensor2D), [
      ...params.kernelSize,
      channels,
      filters,
    ]);
    const sums = tf.conv2d(
      x as Tensor4D,
      kernel as Tensor4D,
      params.strides as [number, number],
      params.padding,
    );
    return finish(tf, params, sums, weights, logits);
  },
});
