import { z } from 'zod';
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
        .refine((length) => length !== 0, 'A length cannot be 0'),
    )
    .min(1)
    .max(6)
    .default([-1])
    .meta({
      title: 'Target shape',
      description: 'The new shape of one example. One length may be -1: it becomes whatever is left.',
    }),
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
      label: `Reshape to ${formatShape(shape!)}`,
      action: 'setParams',
      params: { targetShape: shape },
    }));
}

/** The same elements in another shape, in row-major order. */
export const reshape = defineKind({
  kind: 'reshape',
  family: 'reshaping',
  title: 'Reshape',
  synonyms: ['view', 'unflatten', 'fold', 'change shape'],
  keywords: ['view', 'fold', 'unflatten'],
  lesson:
    'Gives the same values another shape, read row by row with the channels fastest: a vector of 784 becomes an image ' +
    'of 28 × 28 × 1. The number of values cannot change. A decoder uses it to turn the output of a dense layer back ' +
    'into feature maps. It only renames positions; to swap axes, a permutation is needed.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ targetShape }) => formatShape(targetShape),
  inferShape({ targetShape }, [shape]) {
    const size = sizeOf(shape!);
    const wildcards = targetShape.filter((length) => length === -1).length;
    if (wildcards > 1) {
      return fail(
        'reshape-ambiguous',
        `Only one length may be -1; ${formatShape(targetShape)} has ${wildcards}.`,
      );
    }
    const target = resolve(targetShape, size);
    if (target) return ok(target);

    const known = knownSize(targetShape);
    const wanted = wildcards
      ? `a multiple of ${known.toLocaleString('en')}`
      : `exactly ${known.toLocaleString('en')}`;
    return fail(
      'reshape-size-mismatch',
      `${formatShape(shape!)} is ${size.toLocaleString('en')} values, but ${formatShape(targetShape)} needs ${wanted}.`,
      fittings(targetShape, size),
    );
  },
  weights: () => [],
  macs: () => 0,
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
