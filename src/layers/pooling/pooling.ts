import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { by } from '../../text/shapes.ts';
import { paddingPart, parts } from '../card.ts';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { rangeOfLargest, sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { refuseTooLarge, type Sliding, slide, slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor, TF } from '../tensorflow.ts';

/** TensorFlow.js's pooling of some dimensions, on `[batch, ...spatial, channels]`. */
type Pool = (
  tf: TF,
  x: Tensor,
  size: readonly number[],
  strides: readonly number[],
  padding: 'valid' | 'same',
) => Tensor;

/** All that sliding poolings share. The summary names the reduction: "2x2 / 2 max". */
export function pooling(dimensions: field.Dimensions, reduction: 'max' | 'average', pool: Pool) {
  const parameters = z.object({
    poolSize: field.sizes(dimensions, 2),
    strides: field.strides(dimensions, 2),
    padding: field.padding(),
  });
  const slidingOf = (params: z.output<typeof parameters>): Sliding => ({
    kernel: params.poolSize,
    strides: params.strides,
    dilation: params.poolSize.map(() => 1),
    padding: params.padding,
  });

  return {
    family: 'pooling',
    parameters,
    inputs: { min: 1, max: 1 },
    summary({ poolSize, strides, padding }) {
      const stride = strides.every((each) => each === strides[0]) ? strides[0] : by(strides);
      const reduced = sentence(message(`layers.card-${reduction}`));
      return parts(`${by(poolSize)} / ${stride} ${reduced}`, paddingPart(padding));
    },
    inferShape: (params, [shape]) =>
      refuseRank(shape!, dimensions + 1) ??
      refuseTooLarge(spatialOf(shape!), slidingOf(params), {
        window: 'pooling',
        parameter: 'poolSize',
      }) ??
      ok([...slide(spatialOf(shape!), slidingOf(params)), shape!.at(-1)!]),
    weights: () => [],
    macs: () => 0,
    linear: () => reduction === 'average',
    range: reduction === 'max' ? rangeOfLargest : sameRange,
    window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(params)),
    forward: (tf, params, { inputs }) =>
      pool(tf, inputs[0]!, params.poolSize, params.strides, params.padding),
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}

/** Pools a sequence as an image one column wide. */
export const pooledAsImage =
  (pool: Pool): Pool =>
  (tf, x, size, strides, padding) =>
    tf.squeeze(pool(tf, tf.expandDims(x, 2), [size[0]!, 1], [strides[0]!, 1], padding), [2]);
