import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { maxDimension } from '../fields.ts';
import { defineKind, fail, type KindRepair, ok } from '../kind.ts';
import { rangeOfMoved } from '../range.ts';
import { formatShape, type Shape, sameShape, sizeOf } from '../shape.ts';

const parameters = z.object({
  targetShape: z
    .array(
      z
        .number()
        .int()
        .min(-1)
        .max(maxDimension)
        .refine((length) => length !== 0, { error: () => sentence(message('layers.length-zero')) }),
    )
    .min(1)
    .max(6)
    .default([-1]),
});

const knownSize = (target: readonly number[]): number => sizeOf(target.filter((length) => length !== -1));

/** The target with its -1 filled in; null if the elements do not come out even. */
function resolve(target: readonly number[], size: number): Shape | null {
  const known = knownSize(target);
  if (target.filter((length) => length === -1).length > 1) return null;
  if (!target.includes(-1)) return known === size ? target : null;
  return size % known === 0 ? target.map((length) => (length === -1 ? size / known : length)) : null;
}

/** Targets that keep all lengths but one, where that comes out even; the last lengths first. */
function fittings(target: readonly number[], size: number): KindRepair[] {
  return target
    .map((_, index) =>
      resolve(
        target.map((length, other) => (other === index ? -1 : length)),
        size,
      ),
    )
    .filter((shape) => shape?.every((length) => length > 0 && length <= maxDimension))
    .reverse()
    .map((shape) => ({
      label: message('layers.reshape-to', { shape: shape! }),
      action: 'setParams',
      params: { targetShape: shape },
    }));
}

/** The same elements in another shape, in row-major order. */
export const reshape = defineKind({
  kind: 'reshape',
  family: 'reshaping',
  title: 'Reshape',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ targetShape }) => formatShape(targetShape),
  inferShape({ targetShape }, [shape]) {
    const size = sizeOf(shape!);
    const wildcards = targetShape.filter((length) => length === -1).length;
    if (wildcards > 1) {
      const values = { target: targetShape, count: wildcards };
      return fail('reshape-ambiguous', message('layers.reshape-ambiguous', values));
    }
    const target = resolve(targetShape, size);
    if (target) return ok(target);

    const values = {
      input: shape!,
      size,
      target: targetShape,
      known: knownSize(targetShape),
      multiple: wildcards > 0,
    };
    return fail(
      'reshape-size-mismatch',
      message('layers.reshape-size-mismatch', values),
      fittings(targetShape, size),
    );
  },
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: rangeOfMoved,
  moves: () => true,
  window({ targetShape }, [shape]) {
    const keeps = sameShape(resolve(targetShape, sizeOf(shape!))!, shape!);
    return shape!.length > 1 && targetShape.length > 1 && !keeps
      ? { reach: 'whole' }
      : { reach: 'pointwise' };
  },
  forward: (tf, { targetShape }, { inputs }) => {
    const shape = resolve(targetShape, sizeOf(inputs[0]!.shape.slice(1)))!;
    return tf.reshape(inputs[0]!, [-1, ...shape]);
  },
});
