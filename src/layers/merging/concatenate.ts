import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { commonRange } from '../range.ts';
import { lengthsAlong, mergingInputs, refuseRanks } from './shapes.ts';

/** Its inputs side by side along one axis; all other lengths must be equal. */
export const concatenate = defineKind({
  kind: 'concatenate',
  family: 'merging',
  title: 'Concatenate',
  parameters: z.object({
    axis: field.axis(),
  }),
  inputs: mergingInputs,
  summary: ({ axis }) => (axis === -1 ? '' : sentence(message('layers.card-axis', { axis }))),
  inferShape(params, shapes) {
    const refused = refuseRanks(shapes, 'concatenate') ?? refuseAxis(params.axis, shapes[0]!);
    if (refused) return refused;
    const first = shapes[0]!;
    const joined = axisOf(params.axis, first)!;
    const conflict = first.findIndex(
      (length, axis) => axis !== joined && shapes.some((shape) => shape[axis] !== length),
    );
    if (conflict >= 0) {
      const lengths = lengthsAlong(shapes, conflict);
      const values = { shapes, along: joined, axis: conflict, rank: first.length, lengths };
      return fail('shapes-differ', message('layers.lengths-beside-differ', values));
    }
    const total = shapes.reduce((sum, shape) => sum + shape[joined]!, 0);
    return ok(first.map((length, axis) => (axis === joined ? total : length)));
  },
  weights: () => [],
  macs: () => 0,
  range({ inputs, inputShapes: [shape] }, { axis }) {
    const common = commonRange(inputs);
    // Several sums of 1 along one axis are one of more.
    return common === 'distribution' && axisOf(axis, shape!)! === shape!.length - 1 ? 'unit' : common;
  },
  window: ({ axis }, [shape]) => ({ reach: 'joined', axis: axisOf(axis, shape!)! }),
  forward: (tf, { axis }, { inputs }) => tf.concat([...inputs], axisOf(axis, inputs[0]!.shape.slice(1))! + 1),
});
