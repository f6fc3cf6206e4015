import { z } from 'zod';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { rangeOfLargest, sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import type { Tensor, TF } from '../tensorflow.ts';

const parameters = z.object({
  keepdims: field.flag(false),
});

type Reduce = (tf: TF, x: Tensor, axes: number[], keep: boolean) => Tensor;

const reductions = {
  Average: { reduce: (tf, x, axes, keep) => tf.mean(x, axes, keep), range: sameRange },
  Max: { reduce: (tf, x, axes, keep) => tf.max(x, axes, keep), range: rangeOfLargest },
} as const satisfies Record<string, { reduce: Reduce; range: LayerKind['range'] }>;

/** All that global poolings share, which take the spatial axes together. */
export function globalPooling(dimensions: field.Dimensions, reduction: keyof typeof reductions) {
  const { reduce, range } = reductions[reduction];
  const axes = Array.from({ length: dimensions }, (_, axis) => axis + 1);
  return {
    family: 'pooling',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: () => '',
    inferShape: ({ keepdims }, [shape]) =>
      refuseRank(shape!, dimensions + 1) ?? ok([...(keepdims ? axes.map(() => 1) : []), shape!.at(-1)!]),
    weights: () => [],
    macs: () => 0,
    linear: () => reduction === 'Average',
    range,
    window: () => ({ reach: 'whole' }),
    forward: (tf, { keepdims }, { inputs }) => reduce(tf, inputs[0]!, axes, keepdims),
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
