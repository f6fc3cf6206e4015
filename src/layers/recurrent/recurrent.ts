import { z } from 'zod';
import { groupDigits } from '../../text/en/words.ts';
import * as field from '../fields.ts';
import { type LayerKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { ruleFields } from '../rules.ts';
import type { Shape } from '../shape.ts';
import type { Cell, CellParams } from './cells.ts';

/** The fields of all recurrent layers, with Keras's defaults. */
export const recurrentFields = () => ({
  units: field.count(32, {
    title: 'Units',
    description: 'Length of the state that is carried from step to step, and of the output.',
  }),
  returnSequences: field.flag(false, {
    title: 'Return sequences',
    description:
      'Gives the output of every step instead of the last alone. Needed where another recurrent layer follows.',
  }),
  activation: field.activation('tanh'),
  recurrentActivation: field.activation('sigmoid', 'Gate activation'),
  useBias: field.bias(),
  dropout: field.rate(
    0,
    'The share of the inputs switched off while training, the same at every step of a sequence.',
    'Dropout',
  ),
  recurrentDropout: field.rate(
    0,
    'The share of the state that the gates do not see while training, the same at every step of a sequence.',
    'Dropout of the state',
  ),
  kernelInitializer: field.initializer('glorotUniform', 'Kernel initializer'),
  recurrentInitializer: field.initializer('orthogonal', 'Recurrent initializer'),
  biasInitializer: field.initializer('zeros', 'Bias initializer'),
  ...ruleFields(),
});

export const unitForgetBias = () =>
  field.flag(true, {
    title: 'Open forget gate',
    description: 'Starts the bias of the forget gate at 1, so that the state is kept at first.',
  });

export const resetAfter = () =>
  field.flag(true, {
    title: 'Reset after',
    description:
      'Applies the reset gate after the matrix product, as fast implementations do, instead of before.',
  });

const goBackwards = () =>
  field.flag(false, {
    title: 'Backwards',
    description: 'Reads the sequence from its end; outputs come in that order.',
  });

/** Multiply-accumulates of one direction. */
export const recurrentMacs = (cell: Cell, units: number, [time, features]: Shape): number =>
  time! * cell.gates * units * (features! + units);

/**
 * Numbers that one direction keeps for the backward pass: of each step the sums, slices and values of the gates, the
 * states and their activations.
 */
export const recurrentKept = ({ gates }: Cell, units: number, [time]: Shape): number =>
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
    summary: (params) => `${groupDigits(params.units)}${params.returnSequences ? ', sequences' : ''}`,
    inferShape: ({ units, returnSequences }, [shape]) =>
      refuseRank(shape!, 2) ?? ok(returnSequences ? [shape![0]!, units] : [units]),
    weights: (params, [shape]) => cell.weights(cellParams(params), shape![1]!),
    macs: (params, [shape]) => recurrentMacs(cell, params.units, shape!),
    kept: (params, [shape]) => recurrentKept(cell, params.units, shape!),
    window: () => ({ reach: 'whole' }),
    forward(tf, params, { inputs, weights, ...call }) {
      const x = params.goBackwards ? tf.reverse(inputs[0]!, 1) : inputs[0]!;
      const steps = cell.run(tf, cellParams(params), x, weights, call);
      return params.returnSequences ? tf.stack(steps, 1) : steps.at(-1)!;
    },
  } satisfies Partial<LayerKind<P>>;
}

const recurrentParams = () => z.object({ ...recurrentFields(), goBackwards: goBackwards() }).parse({});
