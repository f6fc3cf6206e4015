import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { axisOf, refuseAxis } from '../axis.ts';
import { parts } from '../card.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { type Shape, sizeOf } from '../shape.ts';
import type { Tensor, Tensor3D, TF } from '../tensorflow.ts';

const axis = z.number().int().min(-6).max(6);

const parameters = z.object({
  axes: z
    .tuple([axis, axis])
    .default([-1, -1])
    .meta({ labels: ['first', 'second'] }),
  normalize: field.flag(false),
});

type P = z.output<typeof parameters>;

const without = (shape: Shape, index: number): number[] => shape.filter((_, axis) => axis !== index);

const contracted = ({ axes }: P, shapes: readonly Shape[]): number[] =>
  axes.map((each, index) => axisOf(each, shapes[index]!)!);

/** `x` as a matrix an example, the contracted axis last: `[batch, rest, contracted]`. */
function asMatrix(tf: TF, x: Tensor, index: number, normalize: boolean): Tensor3D {
  const axis = index + 1;
  const order = [...x.shape.keys()].filter((each) => each !== axis);
  const moved = tf.transpose(x, [...order, axis]);
  const matrix = tf.reshape(moved, [x.shape[0]!, -1, x.shape[axis]!]) as Tensor3D;
  if (!normalize) return matrix;
  // Keras's guard against a length of 0.
  const squares = tf.maximum(tf.sum(tf.square(matrix), 2, true), 1e-7);
  return tf.div(matrix, tf.sqrt(squares));
}

/** Products of two inputs summed along one axis of each: `[..., k]` and `[..., k]` to the remaining lengths. */
export const dot = defineKind({
  kind: 'dot',
  family: 'merging',
  title: 'Dot',
  parameters,
  inputs: { min: 2, max: 2 },
  summary: ({ axes, normalize }) =>
    parts(
      sentence(message('layers.card-axes', { axes })),
      normalize ? sentence(message('layers.card-cosine')) : [],
    ),
  inferShape(params, shapes) {
    const [first, second] = shapes as [Shape, Shape];
    const noAxis = [first, second].map((shape, index) => refuseAxis(params.axes[index]!, shape));
    const refused = noAxis.find((each) => each !== null);
    if (refused) {
      const repair = {
        label: message('layers.use-last-axes'),
        action: 'setParams',
        params: { axes: [-1, -1] },
      } as const;
      return { ...refused, problems: refused.problems.map((problem) => ({ ...problem, repairs: [repair] })) };
    }
    const [a, b] = contracted(params, shapes) as [number, number];
    if (first[a] !== second[b]) {
      return fail('shapes-differ', message('layers.products-differ', { shapes, axes: [a, b] }));
    }
    const output = [...without(first, a), ...without(second, b)];
    return ok(output.length === 0 ? [1] : output);
  },
  weights: () => [],
  macs: (params, shapes, output) => sizeOf(output) * shapes[0]![contracted(params, shapes)[0]!]!,
  window: () => ({ reach: 'whole' }),
  forward(tf, params, { inputs }) {
    const shapes = inputs.map((x) => x.shape.slice(1));
    const axes = contracted(params, shapes);
    const [a, b] = inputs.map((x, index) => asMatrix(tf, x, axes[index]!, params.normalize));
    const rest = shapes.flatMap((shape, index) => without(shape, axes[index]!));
    return tf.reshape(tf.matMul(a!, b!, false, true), [
      inputs[0]!.shape[0]!,
      ...(rest.length === 0 ? [1] : rest),
    ]);
  },
});
