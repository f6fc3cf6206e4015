import type { z } from 'zod';
import * as field from '../fields.ts';
import { type ForwardCall, ok, type ShapeInference, type Window } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { fillModes } from './sampling.ts';

export const fillMode = () => field.choice(fillModes, 'reflect');

/** A part of a whole. */
export const share = (value: number) => field.real(value, { min: 0, max: 1 });

/** One number an image, uniform between -`most` and `most`, `[batch, 1, 1]`. */
export function drawn(tf: TF, { random, inputs }: ForwardCall, most: number): Tensor {
  const uniform = random.uniform([inputs[0]!.shape[0]!, 1, 1]);
  return tf.mul(tf.sub(uniform, 0.5), 2 * most);
}

/** All that random changes of images share; in use they hand the image on. */
export const augmentation = <T extends z.ZodObject>(
  parameters: T,
  change: (tf: TF, params: z.output<T>, x: Tensor, call: ForwardCall) => Tensor,
) =>
  ({
    family: 'preprocessing',
    parameters,
    inputs: { min: 1, max: 1 },
    inferShape: (_params: z.output<T>, [shape]: readonly Shape[]): ShapeInference =>
      refuseRank(shape!, 3) ?? ok(shape!),
    weights: () => [],
    macs: () => 0,
    range: sameRange,
    window: (): Window => ({ reach: 'pointwise' }),
    forward: (tf: TF, params: z.output<T>, call: ForwardCall): Tensor =>
      call.training ? change(tf, params, call.inputs[0]!, call) : call.inputs[0]!,
  }) as const;
