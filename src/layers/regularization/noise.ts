import type { z } from 'zod';
import { ok, type ShapeInference, type Window } from '../kind.ts';
import { sameRange } from '../range.ts';
import type { Shape } from '../shape.ts';

/** All that layers share which change values in training only and keep the shape. */
export const noise = <T extends z.ZodObject>(parameters: T) =>
  ({
    family: 'regularization',
    parameters,
    inputs: { min: 1, max: 1 },
    inferShape: (_params: z.output<T>, [shape]: readonly Shape[]): ShapeInference => ok(shape!),
    weights: () => [],
    macs: () => 0,
    linear: () => true,
    range: sameRange,
    window: (): Window => ({ reach: 'pointwise' }),
  }) as const;
