import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { trained } from '../weights.ts';

const parameters = z.object({
  sharedAxes: z.array(z.number().int().min(-6).max(6)).max(6).default([]),
  alphaInitializer: field.initializer('zeros'),
});

/** Parametric ReLU (He et al. 2015): `x` where positive, a trained slope times `x` where negative; any shape. */
export const prelu = defineKind({
  kind: 'prelu',
  family: 'activation',
  title: 'PReLU',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ sharedAxes }) =>
    sharedAxes.length > 0 ? sentence(message('layers.card-shared', { axes: sharedAxes })) : '',
  inferShape({ sharedAxes }, [shape]) {
    const wrong = sharedAxes.find((axis) => axisOf(axis, shape!) === undefined);
    if (wrong === undefined) return ok(shape!);
    const refused = refuseAxis(wrong, shape!)!;
    const label = message('layers.share-no-axis', { shape: shape! });
    return {
      ...refused,
      problems: refused.problems.map((problem) => ({
        ...problem,
        repairs: [{ label, action: 'setParams', params: { sharedAxes: [] } }],
      })),
    };
  },
  weights({ sharedAxes, alphaInitializer }, [shape]) {
    const shared = new Set(sharedAxes.map((axis) => axisOf(axis, shape!)));
    const size = shape!.map((length, axis) => (shared.has(axis) ? 1 : length));
    return [trained('alpha', size, alphaInitializer)];
  },
  macs: () => 0,
  range: sameRange,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs, weights }) =>
    tf.sub(tf.relu(inputs[0]!), tf.mul(weights['alpha']!, tf.relu(tf.neg(inputs[0]!)))),
});
