import { z } from 'zod';
import type { Dimensions } from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { rangeOfPadded } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { edgeSummary, edges, pairs } from './edges.ts';

/** All that paddings of one, two and three dimensions share. */
export function zeroPadding(dimensions: Dimensions) {
  const parameters = z.object({
    padding: edges(dimensions, 1, 4096),
  });
  return {
    family: 'reshaping',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: ({ padding }) => edgeSummary(padding),
    inferShape({ padding }, [shape]) {
      const ranked = refuseRank(shape!, dimensions + 1);
      if (ranked) return ranked;
      const sides = pairs(padding);
      return ok([...sides.map(([before, after], axis) => before + shape![axis]! + after), shape!.at(-1)!]);
    },
    weights: () => [],
    macs: () => 0,
    linear: () => true,
    range: rangeOfPadded,
    window: ({ padding }) => ({
      reach: 'local',
      size: pairs(padding).map(() => 1),
      stride: pairs(padding).map(() => 1),
      padStart: pairs(padding).map(([before]) => before),
    }),
    forward: (tf, { padding }, { inputs }) => tf.pad(inputs[0]!, [[0, 0], ...pairs(padding), [0, 0]]),
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
