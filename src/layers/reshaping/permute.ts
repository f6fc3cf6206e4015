import { z } from 'zod';
import { defineKind, fail, ok } from '../kind.ts';
import { rangeOfLargest, sameRange } from '../range.ts';
import { formatShape } from '../shape.ts';

const parameters = z.object({
  dims: z.array(z.number().int().min(1).max(6)).min(1).max(6).default([2, 1]).meta({
    title: 'Order',
    description: 'Which axis comes first, second and so on, counted from 1. 2, 1 swaps the first two.',
  }),
});

/** Its axes in another order; the batch stays first. */
export const permute = defineKind({
  kind: 'permute',
  family: 'reshaping',
  title: 'Permute',
  synonyms: ['transpose', 'swap axes', 'channels first'],
  keywords: ['transpose', 'swap axes', 'channels first'],
  lesson:
    'Puts the axes in another order: 2, 1 makes rows of columns, 3, 1, 2 turns height × width × channels into channels × ' +
    'height × width. Unlike Reshape it moves the values along with their axes, so a transposed image is still an ' +
    'image. It connects parts that expect different conventions.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ dims }) => dims.join(', '),
  inferShape({ dims }, [shape]) {
    const sorted = [...dims].sort((a, b) => a - b);
    if (dims.length === shape!.length && sorted.every((axis, index) => axis === index + 1)) {
      return ok(dims.map((axis) => shape![axis - 1]!));
    }
    const identity = shape!.map((_, index) => index + 1);
    return fail(
      'no-permutation',
      `The order ${dims.join(', ')} must name each axis of ${formatShape(shape!)}, 1 to ${shape!.length}, once.`,
      [
        {
          label: `Use ${identity.reverse().join(', ')}`,
          action: 'setParams',
          params: { dims: identity },
        },
      ],
    );
  },
  weights: () => [],
  macs: () => 0,
  range: (call, { dims }) => (dims.at(-1) === dims.length ? sameRange(call) : rangeOfLargest(call)),
  moves: () => true,
  window: ({ dims }) => ({ reach: 'permuted', order: dims.map((axis) => axis - 1) }),
  forward: (tf, { dims }, { inputs }) => tf.transpose(inputs[0]!, [0, ...dims]),
});
