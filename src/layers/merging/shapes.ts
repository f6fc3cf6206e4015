import { message } from '../../text/message.ts';
import { fail, ok, type ShapeInference } from '../kind.ts';
import type { Shape } from '../shape.ts';

/** How many wires a merging layer takes. */
export const mergingInputs = { min: 2, max: 64 } as const;

/** What is done with inputs, for messages. */
export type Operation = 'add' | 'multiply' | 'average' | 'maximum' | 'concatenate';

/** The refusal of inputs with different numbers of dimensions, or null. */
export function refuseRanks(shapes: readonly Shape[], operation: Operation): ShapeInference | null {
  if (shapes.every((shape) => shape.length === shapes[0]!.length)) return null;
  return fail('ranks-differ', message('layers.ranks-differ', { operation, shapes }));
}

/** The lengths of inputs along an axis, each once. */
export const lengthsAlong = (shapes: readonly Shape[], axis: number): readonly number[] => [
  ...new Set(shapes.map((shape) => shape[axis]!)),
];

/** The shape of elementwise arithmetic: equal lengths, or 1, which is repeated. */
export function elementwise(shapes: readonly Shape[], operation: Operation): ShapeInference {
  const ranks = refuseRanks(shapes, operation);
  if (ranks) return ranks;
  const output = shapes[0]!.map((_, axis) => Math.max(...shapes.map((shape) => shape[axis]!)));
  const axis = output.findIndex((length, at) =>
    shapes.some((shape) => shape[at] !== length && shape[at] !== 1),
  );
  if (axis < 0) return ok(output);
  const values = { operation, shapes, axis, rank: output.length, lengths: lengthsAlong(shapes, axis) };
  return fail('shapes-differ', message('layers.lengths-differ', values));
}
