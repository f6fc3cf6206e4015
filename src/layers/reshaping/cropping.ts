import { z } from 'zod';
import { message } from '../../text/message.ts';
import type { Dimensions } from '../fields.ts';
import { fail, type LayerKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { edgeSummary, edges, pairs } from './edges.ts';

/** All that croppings of one, two and three dimensions share; `usual` edges are cut off each side. */
export function cropping(dimensions: Dimensions, usual: number) {
  const parameters = z.object({
    cropping: edges(dimensions, usual, 65_536),
  });
  return {
    family: 'reshaping',
    parameters,
    inputs: { min: 1, max: 1 },
    summary: ({ cropping: sides }) => edgeSummary(sides),
    inferShape({ cropping: sides }, [shape]) {
      const ranked = refuseRank(shape!, dimensions + 1);
      if (ranked) return ranked;
      const cuts = pairs(sides);
      const lengths = cuts.map(([before, after], axis) => shape![axis]! - before - after);
      const gone = lengths.findIndex((length) => length < 1);
      if (gone < 0) return ok([...lengths, shape!.at(-1)!]);
      const values = { cut: cuts[gone]!, axis: gone, spatial: shape!.slice(0, -1) };
      return fail('nothing-left', message('layers.nothing-left', values), [
        {
          label: message('layers.cut-nothing'),
          action: 'setParams',
          params: { cropping: sides.map(() => 0) },
        },
      ]);
    },
    weights: () => [],
    macs: () => 0,
    linear: () => true,
    range: sameRange,
    moves: () => true,
    window: ({ cropping: sides }) => ({
      reach: 'local',
      size: pairs(sides).map(() => 1),
      stride: pairs(sides).map(() => 1),
      padStart: pairs(sides).map(([before]) => -before),
    }),
    forward(tf, { cropping: sides }, { inputs }) {
      const cuts = pairs(sides);
      const lengths = cuts.map(([before, after], axis) => inputs[0]!.shape[axis + 1]! - before - after);
      return tf.slice(inputs[0]!, [0, ...cuts.map(([before]) => before), 0], [-1, ...lengths, -1]);
    },
  } satisfies Partial<LayerKind<z.output<typeof parameters>>>;
}
