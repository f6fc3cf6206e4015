import { z } from 'zod';
import { by } from '../../text/shapes.ts';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { resize, resizedWindow } from './interpolation.ts';

/** All that enlargements of sequences and volumes share: each value is repeated, as Keras has it for them. */
export function repeating(dimensions: field.Dimensions) {
  const parameters = z.object({
    size: field.sizes(dimensions, 2, { max: 64 }),
  });
  const grown = (lengths: readonly number[], size: readonly number[]): number[] =>
    size.map((factor, axis) => lengths[axis]! * factor);
  return {
    family: 'reshaping',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: ({ size }) => by(size),
    inferShape: ({ size }, [shape]) =>
      refuseRank(shape!, dimensions + 1) ?? ok([...grown(shape!, size), shape!.at(-1)!]),
    weights: () => [],
    macs: () => 0,
    linear: () => true,
    range: sameRange,
    moves: () => true,
    window: ({ size }, [shape]) => resizedWindow(shape!, grown(shape!, size), 'nearest'),
    forward: (tf, { size }, { inputs }) =>
      resize(tf, inputs[0]!, grown(inputs[0]!.shape.slice(1), size), 'nearest'),
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
