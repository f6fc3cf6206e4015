import { z } from 'zod';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { formatShape } from '../shape.ts';
import { trained } from '../weights.ts';

const parameters = z.object({
  sharedAxes: z.array(z.number().int().min(-6).max(6)).max(6).default([]).meta({
    title: 'Shared axes',
    description:
      'Axes along which one slope serves all: 1 and 2 give one slope for each feature map. The batch is axis 0.',
  }),
  alphaInitializer: field.initializer('zeros', 'Slope initializer'),
});

/** Parametric ReLU (He et al. 2015): `x` where positive, a trained slope times `x` where negative; any shape. */
export const prelu = defineKind({
  kind: 'prelu',
  family: 'activation',
  title: 'PReLU',
  synonyms: ['parametric relu'],
  keywords: ['parametric relu', 'leaky', 'nonlinearity', 'trainable'],
  lesson:
    'A leaky ReLU that learns its own slope for negative values. It starts as a ReLU, slope 0, and takes what the data ' +
    'ask for. As Keras has it every value gets a slope of its own, as many weights as values; sharing axes 1 and 2 ' +
    'leaves one for each feature map, as in the paper, and overfits less.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ sharedAxes }) => (sharedAxes.length > 0 ? `shared ${sharedAxes.join(', ')}` : ''),
  inferShape({ sharedAxes }, [shape]) {
    const wrong = sharedAxes.find((axis) => axisOf(axis, shape!) === undefined);
    if (wrong === undefined) return ok(shape!);
    const refused = refuseAxis(wrong, shape!)!;
    const label = `Share no axis of ${formatShape(shape!)}`;
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
