import { z } from 'zod';
import { parts, sequencesPart } from '../card.ts';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { ruleFields } from '../rules.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { Cell, CellParams } from './cells.ts';

/** The fields of all recurrent layers, with Keras's defaults. */
export const recurrentFields = () => ({
  units: field.count(32),
  returnSequences: field.flag(false),
  activation: field.activation('tanh'),
  recurrentActivation: field.activation('sigmoid'),
  useBias: field.bias(),
  dropout: field.rate(0),
  recurrentDropout: field.rate(0),
  kernelInitializer: field.initializer('glorotUniform'),
  recurrentInitializer: field.initializer('orthogonal'),
  biasInitializer: field.initializer('zeros'),
  ...ruleFields(),
});

export const unitForgetBias = () => field.flag(true);

export const resetAfter = () => field.flag(true);

const goBackwards = () => field.flag(false);

/** Multiply-accumulates of one direction. */
export const recurrentMacs = (cell: Cell, units: number, [time, features]: Shape): number =>
  time! * cell.gates * units * (features! + units);

/**
 * Numbers that one direction keeps for the backward pass: of each step the sums, slices and values of the gates, the
 * states and their activations.
 */
export const recurrentSaved = ({ gates }: Cell, units: number, [time]: Shape): number =>
  time! * units * (3 * gates + 4);

/** All that recurrent layers share; `complete` adds the parameters that their cell has alone. */
export function recurrent<S extends z.core.$ZodLooseShape>(
  cell: Cell,
  extra: S,
  complete: (params: Readonly<Record<string, unknown>>) => Pick<CellParams, 'unitForgetBias' | 'resetAfter'>,
) {
  const parameters = z.object({ ...recurrentFields(), goBackwards: goBackwards(), ...extra });
  type P = ReturnType<typeof recurrentParams> & z.output<z.ZodObject<S>>;
  const cellParams = (params: P): CellParams => ({ ...params, ...complete(params) });
  return {
    family: 'recurrent',
    parameters: parameters as unknown as z.ZodType<P> & { readonly shape: typeof parameters.shape },
    inputs: { min: 1, max: 1 },
    summary: (params) => parts(formatShape([params.units]), sequencesPart(params.returnSequences)),
    inferShape: ({ units, returnSequences }, [shape]) =>
      refuseRank(shape!, 2) ?? ok(returnSequences ? [shape![0]!, units] : [units]),
    weights: (params, [shape]) => cell.weights(cellParams(params), shape![1]!),
    macs: (params, [shape]) => recurrentMacs(cell, params.units, shape!),
    savedForBackward: (params, [shape]) => recurrentSaved(cell, params.units, shape!),
    window: () => ({ reach: 'whole' }),
    forward(tf, params, { inputs, weights, ...call }) {
      const x = params.goBackwards ? tf.reverse(inputs[0]!, 1) : inputs[0]!;
      const steps = cell.run(tf, cellParams(params), x, weights, call);
      return params.returnSequences ? tf.stack(steps, 1) : steps.at(-1)!;
    },
  } satisfies Partial<LayerKind<P>>;
}

const recurrentParams = () => z.object({ ...recurrentFields(), goBackwards: goBackwards() }).parse({});
