import { z } from 'zod';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { commonRange } from '../range.ts';
import { axisName, listShapes, mergingInputs, refuseRanks } from './shapes.ts';

/** Its inputs side by side along one axis; all other lengths must be equal. */
export const concatenate = defineKind({
  kind: 'concatenate',
  family: 'merging',
  title: 'Concatenate',
  synonyms: ['concat', 'cat', 'join', 'merge', 'stack channels'],
  keywords: ['concat', 'join', 'merge', 'stack', 'inception', 'densenet', 'unet'],
  lesson:
    'Puts its inputs side by side, usually along the channels: 28 × 28 × 64 and 28 × 28 × 32 become 28 × 28 × 96. ' +
    'Height and width must agree. Inception blocks join branches with different kernel sizes in this way, DenseNet ' +
    'hands every earlier feature map on, U-Net brings back the detail that was lost on the way down. Nothing is ' +
    'mixed; that is for the next convolution to do.',
  parameters: z.object({
    axis: field.axis(
      'The axis along which the inputs are joined; -1 joins the channels. 0 would be the batch.',
    ),
  }),
  inputs: mergingInputs,
  summary: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  inferShape(params, shapes) {
    const refused = refuseRanks(shapes, 'concatenate') ?? refuseAxis(params.axis, shapes[0]!);
    if (refused) return refused;
    const first = shapes[0]!;
    const joined = axisOf(params.axis, first)!;
    const conflict = first.findIndex(
      (length, axis) => axis !== joined && shapes.some((shape) => shape[axis] !== length),
    );
    if (conflict >= 0) {
      const lengths = [...new Set(shapes.map((shape) => shape[conflict]!))].join(', ');
      return fail(
        'shapes-differ',
        `Cannot concatenate ${listShapes(shapes)} along axis ${joined + 1}: axis ${conflict + 1}${axisName(conflict, first.length)} has lengths ${lengths}, which must be equal.`,
      );
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
