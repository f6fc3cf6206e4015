import { message } from '../text/message.ts';
import { fail, type ShapeInference } from './kind.ts';
import type { Shape } from './shape.ts';

/**
 * An axis as Keras counts it, the batch being axis 0 and -1 the last, as an index into a shape without the
 * batch; undefined if the shape has no such axis.
 */
export function axisOf(axis: number, shape: Shape): number | undefined {
  const index = axis < 0 ? shape.length + axis : axis - 1;
  return index >= 0 && index < shape.length ? index : undefined;
}

/** The refusal of an axis that the shape has not, or null. */
export function refuseAxis(axis: number, shape: Shape): ShapeInference | null {
  if (axisOf(axis, shape) !== undefined) return null;
  return fail('no-such-axis', message('layers.no-such-axis', { axis, shape }), [
    { label: message('layers.use-last-axis'), action: 'setParams', params: { axis: -1 } },
  ]);
}
