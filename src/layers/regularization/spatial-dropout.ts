import { z } from 'zod';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { dropped } from './dropped.ts';

/** All that dropouts of whole channels share: one draw for each channel of each example. */
export function spatialDropout(dimensions: field.Dimensions) {
  const parameters = z.object({
    rate: field.rate(0.5),
  });
  const alone = Array.from({ length: dimensions }, () => 1);
  return {
    family: 'regularization',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: ({ rate }) => String(rate),
    inferShape: (_params, [shape]) => refuseRank(shape!, dimensions + 1) ?? ok(shape!),
    weights: () => [],
    macs: () => 0,
    drops: true,
    linear: () => true,
    range: sameRange,
    window: () => ({ reach: 'pointwise' }),
    forward(tf, { rate }, { inputs, training, random }) {
      const x = inputs[0]!;
      if (!training || rate === 0) return x;
      return dropped(tf, x, random.uniform([x.shape[0]!, ...alone, x.shape.at(-1)!]), rate);
    },
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
