import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { rangeOfLargest, sameRange } from '../range.ts';

const parameters = z.object({
  dims: z.array(z.number().int().min(1).max(6)).min(1).max(6).default([2, 1]),
});

/** Its axes in another order; the batch stays first. */
export const permute = defineKind({
  kind: 'permute',
  family: 'reshaping',
  title: 'Permute',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ dims }) => dims.join(', '),
  inferShape({ dims }, [shape]) {
    const sorted = [...dims].sort((a, b) => a - b);
    if (dims.length === shape!.length && sorted.every((axis, index) => axis === index + 1)) {
      return ok(dims.map((axis) => shape![axis - 1]!));
    }
    const reversed = shape!.map((_, index) => index + 1).reverse();
    return fail('no-permutation', message('layers.no-permutation', { order: dims, shape: shape! }), [
      {
        label: message('layers.use-order', { order: reversed }),
        action: 'setParams',
        params: { dims: reversed },
      },
    ]);
  },
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: (call, { dims }) => (dims.at(-1) === dims.length ? sameRange(call) : rangeOfLargest(call)),
  moves: () => true,
  window: ({ dims }) => ({ reach: 'permuted', order: dims.map((axis) => axis - 1) }),
  forward: (tf, { dims }, { inputs }) => tf.transpose(inputs[0]!, [0, ...dims]),
});
