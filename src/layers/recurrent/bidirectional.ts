import { z } from 'zod';
import { parts, sequencesPart } from '../card.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { formatShape } from '../shape.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { type Cell, gruCell, lstmCell } from './cells.ts';
import { recurrentFields, recurrentMacs, recurrentSaved, resetAfter, unitForgetBias } from './recurrent.ts';

const cells = { lstm: lstmCell, gru: gruCell } as const satisfies Record<string, Cell>;

type Merge = (tf: TF, forward: Tensor, backward: Tensor) => Tensor;
const merges = {
  concat: (tf, forward, backward) => tf.concat([forward, backward], forward.rank - 1),
  sum: (tf, forward, backward) => tf.add(forward, backward),
  mul: (tf, forward, backward) => tf.mul(forward, backward),
  ave: (tf, forward, backward) => tf.div(tf.add(forward, backward), 2),
} as const satisfies Record<string, Merge>;

const parameters = z.object({
  layer: field.choice(['lstm', 'gru'], 'lstm').meta({ kinds: true }),
  mergeMode: field.choice(['concat', 'sum', 'mul', 'ave'], 'concat'),
  ...recurrentFields(),
  unitForgetBias: unitForgetBias().meta({ only: { layer: 'lstm' } }),
  resetAfter: resetAfter().meta({ only: { layer: 'gru' } }),
});

const directions = ['forward', 'backward'] as const;

/** The weights of one direction under their own names. */
const weightsOf = (direction: string, weights: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(weights)
      .filter(([name]) => name.startsWith(`${direction}_`))
      .map(([name, value]) => [name.slice(direction.length + 1), value]),
  );

/** Two recurrent layers, one for each direction (Schuster and Paliwal 1997): `[time, features]`. */
export const bidirectional = defineKind({
  kind: 'bidirectional',
  family: 'recurrent',
  title: 'Bidirectional',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ layer, units, returnSequences }) =>
    parts(`${layer.toUpperCase()} ${formatShape([units])}`, sequencesPart(returnSequences)),
  inferShape({ units, mergeMode, returnSequences }, [shape]) {
    const width = mergeMode === 'concat' ? 2 * units : units;
    return refuseRank(shape!, 2) ?? ok(returnSequences ? [shape![0]!, width] : [width]);
  },
  weights: (params, [shape]) =>
    directions.flatMap((direction) =>
      cells[params.layer]
        .weights(params, shape![1]!)
        .map((spec) => ({ ...spec, name: `${direction}_${spec.name}` })),
    ),
  macs: (params, [shape]) => 2 * recurrentMacs(cells[params.layer], params.units, shape!),
  savedForBackward: (params, [shape]) => 2 * recurrentSaved(cells[params.layer], params.units, shape!),
  window: () => ({ reach: 'whole' }),
  forward(tf, params, { inputs, weights, ...call }) {
    const cell = cells[params.layer];
    const x = inputs[0]!;
    const ahead = cell.run(tf, params, x, weightsOf('forward', weights), call);
    const back = cell.run(tf, params, tf.reverse(x, 1), weightsOf('backward', weights), call);
    const merge = merges[params.mergeMode];
    if (!params.returnSequences) return merge(tf, ahead.at(-1)!, back.at(-1)!);
    return merge(tf, tf.stack(ahead, 1), tf.stack([...back].reverse(), 1));
  },
});
